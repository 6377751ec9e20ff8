import { createColumnHelper } from '@tanstack/react-table';
import type { PipelinesQuery } from '../../graphql/generated/graphql.ts';
import { compareStatus } from './status.ts';

export type PipelineRow = PipelinesQuery['pipelines'][number];

const column = createColumnHelper<PipelineRow>();
/** Unknown sorts as less than nothing. */
const orUnknown = (value: number | null | undefined) => value ?? -1;

/** Ids are used in the URL, so that a sorted table can be linked. */
export const pipelineColumns = [
  column.accessor((row) => row.metrics.status, {
    id: 'status',
    header: 'Status',
    sortingFn: (a, b) => compareStatus(a.original.metrics.status, b.original.metrics.status),
    sortDescFirst: false,
  }),
  column.accessor('name', {
    id: 'name',
    header: 'Pipeline',
    sortingFn: 'alphanumeric',
    sortDescFirst: false,
  }),
  column.display({ id: 'topics', header: 'Topics' }),
  column.display({ id: 'repositories', header: 'Rules from' }),
  column.accessor((row) => row.metrics.eventsInPerSecond, { id: 'events', header: 'Events/s' }),
  column.accessor((row) => row.metrics.matchesPerSecond, { id: 'matches', header: 'Matches/s' }),
  column.accessor((row) => orUnknown(row.metrics.lag), { id: 'lag', header: 'Lag' }),
  column.accessor((row) => orUnknown(row.metrics.latencyMs?.p95), { id: 'latency', header: 'p95' }),
  column.display({ id: 'actions', header: 'Actions' }),
];

export const numberColumns: ReadonlySet<string> = new Set(['events', 'matches', 'lag', 'latency']);
