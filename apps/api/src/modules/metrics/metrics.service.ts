import { latencyQuantile } from '@sluice/contracts';
import type { DataSource } from 'typeorm';
import { AppError } from '../../app-error.ts';
import { dropPartitions, makePartitions } from '../../database/partitions.ts';
import { sql, type Bind, type Sql } from '../../database/sql.ts';
import { timeBuckets, type TimeBuckets } from '../../time-buckets.ts';
import { COUNTS, type Count, type RollupKind } from './rollup.ts';
import {
  DEFAULT_RETENTION,
  HOURS,
  MINUTES,
  ROLLUP_TABLES,
  SECONDS,
  type MetricsRetention,
  type RollupTable,
} from './rollup-tables.ts';
import { TRIES_KEPT_MS } from './rule-tries.ts';

/** What to sum up. Rules, topics and workers exclude each other; without any of them: pipelines, or everything. */
export interface MetricsFilter {
  readonly pipelineIds?: readonly string[] | undefined;
  readonly ruleIds?: readonly string[] | undefined;
  readonly topics?: readonly string[] | undefined;
  readonly workerIds?: readonly string[] | undefined;
}

export interface MetricsRange {
  /** Inclusive. */
  readonly from: Date;
  /** Exclusive. */
  readonly to: Date;
  readonly stepSeconds: number;
}

export type MetricsPoint = Readonly<Record<Count, number>> & { readonly atMs: number };

export interface LatencyPoint {
  readonly atMs: number;
  /** ms; undefined where nothing was processed. */
  readonly latencyMs: { readonly p50: number; readonly p95: number; readonly p99: number } | undefined;
}

export interface MetricsService {
  /** Sums, oldest first, zeros included. Throws BAD_USER_INPUT for a step or a range that is not kept, or too many points. */
  history(filter: MetricsFilter, range: MetricsRange): Promise<MetricsPoint[]>;
  /** As history; only pipelines and the total have latencies. */
  latency(filter: MetricsFilter, range: MetricsRange): Promise<LatencyPoint[]>;
  /**
   * Makes the tables of the next days for minutes and hours, and drops what is older than its retention; returns how many
   * were dropped.
   */
  keepPartitions(): Promise<number>;
  /** The same of seconds, whose tables hold 5 minutes each. */
  keepSeconds(): Promise<number>;
}

const MAX_KEYS = 50;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 3600 * 1000;

/** `retention` is asked each time. */
export function createMetricsService(
  database: DataSource,
  now: () => Date,
  retention: () => Promise<MetricsRetention> = () => Promise.resolve(DEFAULT_RETENTION),
): MetricsService {
  const rows = <Row>({ text, values }: Sql): Promise<Row[]> => database.query(text, [...values]);

  async function keep(tables: readonly RollupTable[]): Promise<number> {
    const nowMs = now().getTime();
    const kept = await retention();
    let dropped = 0;
    for (const table of tables) {
      const { span, leewayMs } = table;
      const ahead = [0, 1, 2].map((count) => new Date(nowMs + count * leewayMs));
      await makePartitions(database, table, ahead);
      dropped += await dropPartitions(database, table, new Date(nowMs - kept[span] - leewayMs));
    }
    return dropped;
  }

  return {
    async history(filter, range) {
      const { table, buckets } = checkRange(range, now(), await retention());
      const found = await rows<{ at: Date } & Record<Count, string | null>>(
        historyQuery(table, filter, range, buckets),
      );
      const byStart = new Map(found.map((row) => [row.at.getTime(), row]));
      return buckets.startsMs.map((atMs) => ({
        atMs,
        ...(Object.fromEntries(
          COUNTS.map((name) => [name, Number(byStart.get(atMs)?.[name] ?? 0)]),
        ) as Record<Count, number>),
      }));
    },
    async latency(filter, range) {
      const { table, buckets } = checkRange(range, now(), await retention());
      const found = await rows<{ at: Date; bucket: string; count: string }>(
        latencyQuery(table, filter, range, buckets),
      );
      const byStart = new Map<number, Record<string, number>>();
      for (const { at, bucket, count } of found) {
        const counts = byStart.get(at.getTime()) ?? {};
        byStart.set(at.getTime(), counts);
        counts[bucket] = Number(count);
      }
      return buckets.startsMs.map((atMs) => ({ atMs, latencyMs: quantiles(byStart.get(atMs) ?? {}) }));
    },
    async keepPartitions() {
      const dropped = await keep([MINUTES, HOURS]);
      const nowMs = now().getTime();
      const kept = await retention();
      // Reports of a worker's life that is forgotten are older than all that is kept: they would be left out.
      await database.query('DELETE FROM metrics_instances WHERE reported_at < $1', [
        new Date(nowMs - kept.hoursMs - DAY_MS),
      ]);
      await database.query('DELETE FROM rule_hits WHERE last_matched_at < $1', [
        new Date(nowMs - kept.hoursMs),
      ]);
      await database.query('DELETE FROM rule_tries WHERE at < $1', [new Date(nowMs - TRIES_KEPT_MS)]);
      return dropped;
    },
    keepSeconds: () => keep([SECONDS]),
  };
}

function quantiles(counts: Readonly<Record<string, number>>): LatencyPoint['latencyMs'] {
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((quantile) => latencyQuantile(counts, quantile));
  return p50 === undefined || p95 === undefined || p99 === undefined ? undefined : { p50, p95, p99 };
}

/** The coarsest table that has the step is read. Throws BAD_USER_INPUT. */
function checkRange(
  { from, to, stepSeconds }: MetricsRange,
  now: Date,
  retention: MetricsRetention,
): { readonly table: RollupTable; readonly buckets: TimeBuckets } {
  const table = ROLLUP_TABLES.findLast(({ stepMs }) => (stepSeconds * 1000) % stepMs === 0) ?? SECONDS;
  const keptMs = retention[table.span];
  if (table !== HOURS && from.getTime() < now.getTime() - keptMs - table.leewayMs) {
    const [kept, coarser] =
      table === SECONDS
        ? [`Seconds are kept for ${keptMs / MINUTE_MS} minutes`, 'minutes']
        : [`Minutes are kept for ${keptMs / DAY_MS} days`, 'hours'];
    throw new AppError(
      'BAD_USER_INPUT',
      `${kept}. Ask for a step of whole ${coarser}, or a range that begins later.`,
    );
  }
  return { table, buckets: timeBuckets(from, to, stepSeconds) };
}

/** Throws BAD_USER_INPUT. */
function selected({ pipelineIds, ruleIds, topics, workerIds }: MetricsFilter, bind: Bind): string {
  const named = [
    { kind: 'RULE', keys: ruleIds },
    { kind: 'TOPIC', keys: topics },
    { kind: 'WORKER', keys: workerIds },
  ].filter(({ keys }) => keys !== undefined);
  const [first, second] = named;
  if (second !== undefined || (workerIds !== undefined && pipelineIds !== undefined))
    throw new AppError(
      'BAD_USER_INPUT',
      'Rules, topics and workers are counted apart, and workers over all pipelines. Ask for one of them at a time.',
    );
  if ([pipelineIds, ruleIds, topics, workerIds].some((ids) => ids !== undefined && ids.length > MAX_KEYS))
    throw new AppError('BAD_USER_INPUT', `A filter has ${MAX_KEYS} values at most for each of its fields.`);
  const of = (kind: RollupKind, keys: readonly string[]): string =>
    `kind = '${kind}' AND key = ANY (${bind(keys)})`;
  if (first?.keys !== undefined) {
    const ofPipelines = pipelineIds === undefined ? '' : ` AND pipeline_id = ANY (${bind(pipelineIds)})`;
    return of(first.kind as RollupKind, first.keys) + ofPipelines;
  }
  return pipelineIds === undefined ? of('TOTAL', ['']) : of('PIPELINE', pipelineIds);
}

function rowsOf({ name }: RollupTable, filter: MetricsFilter, { from, to }: TimeBuckets, bind: Bind): string {
  return `${name} WHERE ${selected(filter, bind)} AND at >= ${bind(from)} AND at < ${bind(to)}`;
}

const start = (bind: Bind, { stepSeconds }: MetricsRange): string =>
  `date_bin(make_interval(secs => ${bind(stepSeconds)}), at, to_timestamp(0))`;

export function historyQuery(
  table: RollupTable,
  filter: MetricsFilter,
  range: MetricsRange,
  buckets: TimeBuckets,
): Sql {
  return sql(
    (bind) =>
      `SELECT ${start(bind, range)} AS at, ${COUNTS.map((name) => `sum(${name}) AS ${name}`).join(', ')}
       FROM ${rowsOf(table, filter, buckets, bind)} GROUP BY 1`,
  );
}

function latencyQuery(
  table: RollupTable,
  filter: MetricsFilter,
  range: MetricsRange,
  buckets: TimeBuckets,
): Sql {
  return sql(
    (bind) =>
      `SELECT ${start(bind, range)} AS at, bucket, sum(count::bigint) AS count
       FROM (SELECT at, latency FROM ${rowsOf(table, filter, buckets, bind)} AND latency IS NOT NULL) kept,
         jsonb_each_text(latency) AS counts (bucket, count) GROUP BY 1, 2`,
  );
}
