import type { PartitionedTable } from '../../database/partitions.ts';

/** Partitioned by `matched_at`. Not an entity: it is written and read by statements of its own. */
export const DETECTIONS: PartitionedTable = { name: 'detections', unit: 'day' };
