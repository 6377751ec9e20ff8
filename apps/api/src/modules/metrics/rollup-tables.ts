import type { PartitionedTable } from '../../database/partitions.ts';

/** One resolution at which the workers' reports are summed up. */
export interface RollupTable extends PartitionedTable {
  readonly stepMs: number;
  readonly retentionMs: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export const MINUTES: RollupTable = {
  name: 'metrics_minutes',
  unit: 'day',
  stepMs: MINUTE_MS,
  retentionMs: 7 * DAY_MS,
};

/** 13 months. */
export const HOURS: RollupTable = {
  name: 'metrics_hours',
  unit: 'month',
  stepMs: HOUR_MS,
  retentionMs: 396 * DAY_MS,
};

export const ROLLUP_TABLES = [MINUTES, HOURS] as const;
