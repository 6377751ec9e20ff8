import type { PartitionedTable } from '../../database/partitions.ts';

/** One resolution at which the workers' reports are summed up. */
export interface RollupTable extends PartitionedTable {
  readonly stepMs: number;
  /** Whose retention it has. */
  readonly span: keyof MetricsRetention;
  /**
   * How far clocks may differ: reports may be so much ahead, and ranges may begin so much before what is kept. Longer than
   * a write can last, so that no partition is dropped under one.
   */
  readonly leewayMs: number;
}

/** How long sums are kept. */
export interface MetricsRetention {
  readonly secondsMs: number;
  readonly minutesMs: number;
  readonly hoursMs: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** No setting: who looks at seconds looks at now. */
const SECONDS_KEPT_MS = 15 * MINUTE_MS;

export const SECONDS: RollupTable = {
  name: 'metrics_seconds',
  unit: 'five minutes',
  stepMs: 1_000,
  span: 'secondsMs',
  leewayMs: 5 * MINUTE_MS,
};

export const MINUTES: RollupTable = {
  name: 'metrics_minutes',
  unit: 'day',
  stepMs: MINUTE_MS,
  span: 'minutesMs',
  leewayMs: DAY_MS,
};

export const HOURS: RollupTable = {
  name: 'metrics_hours',
  unit: 'month',
  stepMs: HOUR_MS,
  span: 'hoursMs',
  leewayMs: DAY_MS,
};

/** As the settings say. */
export function metricsRetention({
  values,
}: {
  readonly values: { readonly metricsMinuteRetentionDays: number; readonly metricsHourRetentionDays: number };
}): MetricsRetention {
  return {
    secondsMs: SECONDS_KEPT_MS,
    minutesMs: values.metricsMinuteRetentionDays * DAY_MS,
    hoursMs: values.metricsHourRetentionDays * DAY_MS,
  };
}

/** 15 minutes, 7 days, and 13 months. */
export const DEFAULT_RETENTION: MetricsRetention = {
  secondsMs: SECONDS_KEPT_MS,
  minutesMs: 7 * DAY_MS,
  hoursMs: 396 * DAY_MS,
};

/** The finest first. */
export const ROLLUP_TABLES = [SECONDS, MINUTES, HOURS] as const;
