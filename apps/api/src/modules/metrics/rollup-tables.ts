import type { PartitionedTable } from '../../database/partitions.ts';

/** One resolution at which the workers' reports are summed up. */
export interface RollupTable extends PartitionedTable {
  readonly stepMs: number;
  /** Whose retention it has. */
  readonly span: keyof MetricsRetention;
}

/** How long sums are kept. */
export interface MetricsRetention {
  readonly minutesMs: number;
  readonly hoursMs: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export const MINUTES: RollupTable = {
  name: 'metrics_minutes',
  unit: 'day',
  stepMs: MINUTE_MS,
  span: 'minutesMs',
};

export const HOURS: RollupTable = {
  name: 'metrics_hours',
  unit: 'month',
  stepMs: HOUR_MS,
  span: 'hoursMs',
};

/** As the settings say. */
export function metricsRetention({
  values,
}: {
  readonly values: { readonly metricsMinuteRetentionDays: number; readonly metricsHourRetentionDays: number };
}): MetricsRetention {
  return {
    minutesMs: values.metricsMinuteRetentionDays * DAY_MS,
    hoursMs: values.metricsHourRetentionDays * DAY_MS,
  };
}

/** 7 days, and 13 months. */
export const DEFAULT_RETENTION: MetricsRetention = { minutesMs: 7 * DAY_MS, hoursMs: 396 * DAY_MS };

export const ROLLUP_TABLES = [MINUTES, HOURS] as const;
