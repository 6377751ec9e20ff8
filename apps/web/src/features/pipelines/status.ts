import type { PipelineStatus } from '../../graphql/generated/graphql.ts';

/** Worst first: whoever looks for trouble reads from the top. */
export const statusesWorstFirst: readonly PipelineStatus[] = [
  'FAILED',
  'LAGGING',
  'WAITING',
  'RUNNING',
  'DISABLED',
];

export function compareStatus(a: PipelineStatus, b: PipelineStatus): number {
  return statusesWorstFirst.indexOf(a) - statusesWorstFirst.indexOf(b);
}

/** Sorts by status, worst first, then by name. */
export function worstFirst<Item>(
  items: readonly Item[],
  statusOf: (item: Item) => PipelineStatus,
  nameOf: (item: Item) => string,
): readonly Item[] {
  return [...items].sort(
    (a, b) =>
      compareStatus(statusOf(a), statusOf(b)) || nameOf(a).localeCompare(nameOf(b), 'en', { numeric: true }),
  );
}

/** How many pipelines have each status, worst first, without the statuses that none has. */
export function rollUp(
  statuses: readonly PipelineStatus[],
): readonly { readonly status: PipelineStatus; readonly count: number }[] {
  return statusesWorstFirst
    .map((status) => ({ status, count: statuses.filter((each) => each === status).length }))
    .filter(({ count }) => count > 0);
}
