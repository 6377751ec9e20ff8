import { useVirtualizer } from '@tanstack/react-virtual';
import { CircleCheck, CircleX } from 'lucide-react';
import { useRef } from 'react';
import { Link } from 'react-router';
import { cx } from '../../../ui/class-names.ts';
import { formatCount } from '../../../ui/format.ts';
import type { FileReport, UploadSummary } from './upload-plan.ts';

const outcomes: Record<FileReport['outcome'], { readonly label: string; readonly tone: string }> = {
  REFUSED: { label: 'Refused', tone: 'text-bad' },
  CHANGED: { label: 'Changed', tone: 'text-low' },
  ADDED: { label: 'Added', tone: 'text-good' },
  REMOVED: { label: 'Removed', tone: 'text-low' },
  KEPT: { label: 'Kept', tone: 'text-muted' },
  UNCHANGED: { label: 'Unchanged', tone: 'text-muted' },
};

function ReportRow({ file }: { readonly file: FileReport }) {
  const { label, tone } = outcomes[file.outcome];
  const Icon = file.outcome === 'REFUSED' ? CircleX : CircleCheck;
  return (
    <div className="flex gap-3 border-b border-line px-4 py-2 text-[13px]">
      <span
        className={cx(
          'flex w-24 shrink-0 items-center gap-1.5 self-start text-xs leading-5 font-medium',
          tone,
        )}
      >
        <Icon aria-hidden className="size-3.5" />
        {label}
      </span>
      <div className="min-w-0 flex-1">
        <p className="truncate font-mono text-xs leading-5" title={file.path}>
          {file.ruleId === null ? (
            file.path
          ) : (
            <Link to={`/rules/${file.ruleId}`} className="hover:underline">
              {file.path}
            </Link>
          )}
        </p>
        {file.diagnostics.map((diagnostic, index) => (
          <p key={index} className="mt-1 text-xs">
            {diagnostic.line !== null && (
              <span className="numeric mr-2 font-mono text-muted">
                {diagnostic.line}:{diagnostic.column ?? 1}
              </span>
            )}
            {diagnostic.message} <code className="font-mono text-muted">{diagnostic.code}</code>
            {diagnostic.hint !== null && <span className="block text-muted">{diagnostic.hint}</span>}
          </p>
        ))}
      </div>
    </div>
  );
}

/** One row per file, of thousands where it must be. */
export function UploadReport({ summary }: { readonly summary: UploadSummary }) {
  const frame = useRef<HTMLDivElement>(null);
  const { files } = summary;
  // eslint-disable-next-line react-hooks/incompatible-library -- no React Compiler here, nothing is memoized behind its back
  const rows = useVirtualizer({
    count: files.length,
    getScrollElement: () => frame.current,
    estimateSize: () => 38,
    getItemKey: (index) => `${String(index)}:${files[index]?.path ?? ''}`,
    overscan: 12,
  });
  return (
    <div className="flex min-h-0 flex-col">
      <p
        role="status"
        className="numeric flex flex-wrap gap-x-4 border-b border-line px-4 py-2.5 text-[13px]"
      >
        {(['refused', 'changed', 'added', 'unchanged'] as const).map((key) => (
          <span
            key={key}
            className={key === 'refused' && summary.refused > 0 ? 'font-medium text-bad' : 'text-muted'}
          >
            {formatCount(summary[key])} {key}
          </span>
        ))}
      </p>
      <div
        ref={frame}
        tabIndex={0}
        role="region"
        aria-label="Report per file, refused first"
        className="h-80 overflow-y-auto"
      >
        <ul className="relative" style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map((row) => {
            const file = files[row.index];
            return (
              <li
                key={row.key}
                ref={rows.measureElement}
                data-index={row.index}
                aria-setsize={files.length}
                aria-posinset={row.index + 1}
                className="absolute inset-x-0 top-0"
                style={{ transform: `translateY(${String(row.start)}px)` }}
              >
                {file !== undefined && <ReportRow file={file} />}
              </li>
            );
          })}
        </ul>
      </div>
    </div>
  );
}
