import type { PartitionOffsets } from '@sluice/kafka';

/** What a topic held at one moment. */
export interface TopicEnd {
  readonly atMs: number;
  readonly partitions: readonly PartitionOffsets[];
}

/** What is written a second between two looks at a topic; a topic that was made anew in between has none. */
export function writeRate(before: TopicEnd, after: TopicEnd): number {
  const ends = new Map(before.partitions.map(({ partition, high }) => [partition, high]));
  let written = 0n;
  for (const { partition, low, high } of after.partitions) {
    const end = ends.get(partition) ?? low;
    if (high > end) written += high - end;
  }
  const seconds = (after.atMs - before.atMs) / 1000;
  return seconds > 0 ? Number(written) / seconds : 0;
}
