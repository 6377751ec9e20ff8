import {
  flexRender,
  getCoreRowModel,
  getSortedRowModel,
  useReactTable,
  type SortingState,
} from '@tanstack/react-table';
import { ArrowRight } from 'lucide-react';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { cx } from '../../ui/class-names.ts';
import { formatMilliseconds, formatNumber } from '../../ui/format.ts';
import { SortHeader } from '../../ui/SortHeader.tsx';
import { tableStyle as style } from '../../ui/table-style.ts';
import { numberColumns, pipelineColumns, type PipelineRow } from './pipeline-columns.ts';
import { PipelineActions } from './PipelineActions.tsx';
import { StatusBadge } from './StatusBadge.tsx';

function useSortInUrl(): readonly [SortingState, (next: SortingState) => void] {
  const [params, setParams] = useSearchParams();
  const [id = 'status', direction] = (params.get('sort') ?? 'status').split(':');
  const set = (next: SortingState) => {
    setParams(
      (old) => {
        const params = new URLSearchParams(old);
        const first = next[0];
        if (first === undefined) params.delete('sort');
        else params.set('sort', first.desc ? `${first.id}:desc` : first.id);
        return params;
      },
      { replace: true },
    );
  };
  const sorting = useMemo(
    () => [{ id, desc: direction === 'desc' }, ...(id === 'name' ? [] : [{ id: 'name', desc: false }])],
    [id, direction],
  );
  return [sorting, set];
}

function PipelineCells({ row }: { readonly row: PipelineRow }) {
  const { metrics } = row;
  const number = cx(style.cell, style.number);
  return (
    <>
      <td className={style.cell}>
        <StatusBadge status={metrics.status} />
        {metrics.statusReason !== null && (
          <p className="mt-0.5 max-w-56 text-xs text-muted">{metrics.statusReason}</p>
        )}
      </td>
      <th scope="row" className={cx(style.cell, 'text-left font-medium')}>
        {row.name}
        {metrics.rulesRefused > 0 && (
          <span className="block text-xs font-normal text-warn">
            {metrics.rulesRefused} rules refused by workers
          </span>
        )}
      </th>
      <td className={cx(style.cell, 'text-xs')}>
        <span className="flex items-center gap-2">
          <span className="flex flex-col">
            {row.sourceTopics.map((topic) => (
              <span key={topic}>{topic}</span>
            ))}
          </span>
          <ArrowRight aria-label="to" className="size-3.5 shrink-0 text-muted" />
          <span>{row.destinationTopic}</span>
        </span>
      </td>
      <td className={cx(style.cell, 'text-xs text-muted')}>
        {row.repositories.map((each) => each.name).join(', ')}
      </td>
      <td className={number}>{formatNumber(metrics.eventsInPerSecond)}</td>
      <td className={number}>{formatNumber(metrics.matchesPerSecond)}</td>
      <td className={number}>
        {metrics.lag === null ? <span className="text-muted">unknown</span> : formatNumber(metrics.lag)}
      </td>
      <td className={number}>
        {metrics.latencyMs === null ? '–' : formatMilliseconds(metrics.latencyMs.p95)}
      </td>
      <td className={style.cell}>
        <PipelineActions pipeline={row} />
      </td>
    </>
  );
}

export function PipelineTable({ rows }: { readonly rows: PipelineRow[] }) {
  const [sorting, setSorting] = useSortInUrl();
  // eslint-disable-next-line react-hooks/incompatible-library -- no React Compiler here, nothing is memoized behind its back
  const table = useReactTable({
    data: rows,
    columns: pipelineColumns,
    state: { sorting },
    onSortingChange: (update) => {
      setSorting(typeof update === 'function' ? update(sorting) : update);
    },
    // Rows change every second. Resetting a page index that nobody uses would render, and reset, without end.
    autoResetAll: false,
    getRowId: (row) => row.id,
    getCoreRowModel: getCoreRowModel(),
    getSortedRowModel: getSortedRowModel(),
  });
  const primary = sorting[0];
  return (
    <div className={style.frame} tabIndex={0} role="region" aria-label="Pipelines">
      <table className={style.table}>
        <thead>
          <tr>
            {table.getFlatHeaders().map(({ id, column, getContext }) => {
              const label = flexRender(column.columnDef.header, getContext());
              const direction = primary?.id !== id ? null : primary.desc ? 'descending' : 'ascending';
              if (!column.getCanSort()) {
                return (
                  <th key={id} scope="col" className={cx(style.head, id === 'actions' && 'text-right')}>
                    {label}
                  </th>
                );
              }
              return (
                <SortHeader
                  key={id}
                  label={String(column.columnDef.header)}
                  direction={direction}
                  isNumber={numberColumns.has(id)}
                  onSort={() => {
                    column.toggleSorting(
                      direction === null ? numberColumns.has(id) : direction === 'ascending',
                    );
                  }}
                />
              );
            })}
          </tr>
        </thead>
        <tbody>
          {table.getRowModel().rows.map((row) => (
            <tr key={row.id} className={style.row}>
              <PipelineCells row={row.original} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
