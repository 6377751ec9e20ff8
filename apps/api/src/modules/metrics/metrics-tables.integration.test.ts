import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createDataSource } from '../../database/data-source.ts';
import { makePartitions } from '../../database/partitions.ts';
import { timeBuckets } from '../../time-buckets.ts';
import { reportOf } from '../../testing/messages.ts';
import { newDatabase } from '../../testing/start-test-api.ts';
import { createRuleHitsService } from './rule-hits.service.ts';
import {
  createMetricsService,
  historyQuery,
  type MetricsFilter,
  type MetricsService,
} from './metrics.service.ts';
import { HOURS, MINUTES, SECONDS } from './rollup-tables.ts';
import { writeMetrics } from './write-metrics.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 3600 * 1000;
const NOON = Date.UTC(2026, 5, 15, 12);
const now = new Date(NOON);

let database: DataSource;
beforeAll(async () => {
  database = await createDataSource(await newDatabase()).initialize();
  await database.runMigrations();
});
afterAll(() => database.destroy());

async function consumedIn(table: string, days = 1_000): Promise<number> {
  const [row]: { sum: string | null }[] = await database.query(
    `SELECT sum(consumed) FROM ${table} WHERE kind = 'TOTAL' AND at > $1`,
    [new Date(NOON - days * DAY_MS)],
  );
  return Number(row?.sum ?? 0);
}

describe('the sums', () => {
  it('count each report once where several write at the same time', async () => {
    const reports = Array.from({ length: 60 }, (_, seq) => reportOf('same', seq, NOON + seq * 1_000));
    await Promise.all([0, 20, 40].map((from) => writeMetrics(database, reports.slice(0, from + 20), now)));
    await writeMetrics(database, reports, now);
    for (const table of ['metrics_seconds', 'metrics_minutes', 'metrics_hours'])
      expect(await consumedIn(table)).toBe(600);
    const range = { from: now, to: new Date(NOON + MINUTE_MS), stepSeconds: 1 };
    const service = createMetricsService(database, () => now);
    expect((await service.history({ ruleIds: ['r'] }, range)).map(({ matches }) => matches)).toEqual(
      Array(60).fill(5),
    );
    expect((await service.latency({}, range)).every(({ latencyMs }) => latencyMs !== undefined)).toBe(true);
  });

  it('remember no report that could not be added', async () => {
    const before = await consumedIn('metrics_minutes');
    const broken = { ...reportOf('half', 0, NOON), cpuMs: 1e300 };
    await expect(writeMetrics(database, [broken], now)).rejects.toThrow('bigint');
    await writeMetrics(database, [reportOf('half', 0, NOON)], now);
    expect((await consumedIn('metrics_minutes')) - before).toBe(10);
  });

  it('keep minutes for 7 days and hours for 13 months', async () => {
    const daysBack = [1, 6, 100, 395];
    const reports = daysBack.map((days, seq) => reportOf(`of-${seq}`, 0, NOON - days * DAY_MS));
    const tooOld = reportOf('too-old', 0, NOON - 397 * DAY_MS);
    expect(await writeMetrics(database, [...reports, tooOld], now)).toBe(1);
    expect(await consumedIn('metrics_minutes')).toBe(630);
    expect(await consumedIn('metrics_hours')).toBe(650);
    const later = createMetricsService(database, () => new Date(NOON + 5 * DAY_MS));
    expect(await later.keepPartitions()).toBeGreaterThan(0);
    expect(await consumedIn('metrics_minutes')).toBe(620);
    expect(await consumedIn('metrics_hours')).toBe(650);
    const muchLater = createMetricsService(database, () => new Date(NOON + 40 * DAY_MS));
    await muchLater.keepPartitions();
    expect(await consumedIn('metrics_hours')).toBe(640);
  });

  it('keep seconds for 15 minutes, and none of a clock that is far ahead', async () => {
    const before = await consumedIn('metrics_seconds');
    const minutes = [-16, -14, 4, 6];
    const reports = minutes.map((count, seq) => reportOf('seconds', seq, NOON + count * MINUTE_MS));
    expect(await writeMetrics(database, reports, now)).toBe(0);
    expect((await consumedIn('metrics_seconds')) - before).toBe(20);
    const at = (minute: number): MetricsService =>
      createMetricsService(database, () => new Date(NOON + minute * MINUTE_MS));
    // A table of five minutes goes 20 minutes after its end.
    await at(9).keepSeconds();
    expect((await consumedIn('metrics_seconds')) - before).toBe(20);
    await at(10).keepSeconds();
    expect((await consumedIn('metrics_seconds')) - before).toBe(10);
    await at(24).keepSeconds();
    expect((await consumedIn('metrics_seconds')) - before).toBe(10);
    expect(await at(25).keepSeconds()).toBe(1);
    expect(await consumedIn('metrics_seconds')).toBe(0);
  });

  it('have their tables of seconds before the seconds come', async () => {
    const later = NOON + 300 * MINUTE_MS;
    await createMetricsService(database, () => new Date(later + 4 * MINUTE_MS)).keepSeconds();
    const rows: { name: string }[] = await database.query(
      `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'metrics_seconds'::regclass ORDER BY 1`,
    );
    expect(rows.map(({ name }) => name)).toEqual([
      'metrics_seconds_p202606151700',
      'metrics_seconds_p202606151705',
      'metrics_seconds_p202606151710',
    ]);
  });

  it.each([
    ['a second', 1, 21, 'Seconds are kept for 15 minutes. Ask for a step of whole minutes'],
    ['90 seconds', 90, 21, 'Seconds are kept for 15 minutes. Ask for a step of whole minutes'],
    ['a minute', 60, 9 * 24 * 60, 'Minutes are kept for 7 days. Ask for a step of whole hours'],
    ['no second', 0, 1, 'A step has 1 second at least'],
    ['minus a minute', -60, 1, 'A step has 1 second at least'],
  ])('are refused for a step of %s, with what to do', async (_what, stepSeconds, minutes, message) => {
    const service = createMetricsService(database, () => now);
    const range = { from: new Date(NOON - minutes * MINUTE_MS), to: now, stepSeconds };
    await expect(service.history({}, range)).rejects.toThrow(message);
    await expect(service.latency({}, range)).rejects.toThrow(message);
  });

  it('of seconds are found by their index, in the partitions of the range alone', async () => {
    await makePartitions(
      database,
      SECONDS,
      [0, 1, 2, 3].map((count) => new Date(NOON - 1 - count * 5 * MINUTE_MS)),
    );
    await database.query(
      `INSERT INTO metrics_seconds (kind, key, pipeline_id, at, matches)
       SELECT kind, 'k' || key, 'p', to_timestamp($1::bigint / 1000 - second), 1
       FROM unnest('{PIPELINE,RULE}'::text[]) kind, generate_series(1, 20) key, generate_series(1, 900) second`,
      [NOON],
    );
    await database.query('ANALYZE metrics_seconds');
    const range = { from: new Date(NOON - 8 * MINUTE_MS), to: now, stepSeconds: 1 };
    const buckets = timeBuckets(range.from, range.to, 1);
    for (const filter of [{}, { pipelineIds: ['k7'] }, { ruleIds: ['k7'] }, { topics: ['k'] }]) {
      const { text, values } = historyQuery(SECONDS, filter, range, buckets);
      const rows: Record<string, string>[] = await database.query(`EXPLAIN ${text}`, [...values]);
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
      expect(plan).not.toContain('Seq Scan');
      expect(new Set(plan.match(/metrics_seconds_p\d+/g))).toEqual(
        new Set(['metrics_seconds_p202606151150', 'metrics_seconds_p202606151155']),
      );
    }
    const service = createMetricsService(database, () => now);
    const points = await service.history({ ruleIds: ['k7'] }, range);
    expect(points.map(({ matches }) => matches)).toEqual(Array(480).fill(1));
    const bySteps = await service.history({ ruleIds: ['k7'] }, { ...range, stepSeconds: 90 });
    expect(bySteps.map(({ matches }) => matches)).toEqual(Array(6).fill(90));
  });

  it('are found by their index, in the partitions of the range alone', async () => {
    await makePartitions(
      database,
      MINUTES,
      Array.from({ length: 7 }, (_, day) => new Date(NOON - day * DAY_MS)),
    );
    await makePartitions(database, HOURS, [now]);
    await database.query(
      `INSERT INTO metrics_minutes (kind, key, pipeline_id, at, matches)
       SELECT kind, 'k' || key, 'p', to_timestamp($1::bigint / 1000 - minute * 60), 1
       FROM unnest('{PIPELINE,RULE}'::text[]) kind, generate_series(1, 20) key, generate_series(1, 2880) minute`,
      [NOON],
    );
    await database.query('ANALYZE metrics_minutes');
    const range = { from: new Date(NOON - DAY_MS / 2), to: now, stepSeconds: 60 };
    const buckets = timeBuckets(range.from, range.to, 60);
    const filters: MetricsFilter[] = [{}, { pipelineIds: ['k7'] }, { ruleIds: ['k7'] }, { topics: ['k'] }];
    for (const filter of filters) {
      const { text, values } = historyQuery(MINUTES, filter, range, buckets);
      const rows: Record<string, string>[] = await database.query(`EXPLAIN ${text}`, [...values]);
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
      expect(plan).not.toContain('Seq Scan');
      expect(new Set(plan.match(/metrics_minutes_p\d+/g))).toEqual(new Set(['metrics_minutes_p20260615']));
    }
    const service = createMetricsService(database, () => now);
    const points = await service.history({ ruleIds: ['k7'] }, range);
    expect(points.map(({ matches }) => matches)).toEqual(Array(720).fill(1));
    expect(points[0]?.atMs).toBe(NOON - 720 * MINUTE_MS);
  });
});

describe('the matches of 24 hours', () => {
  it('are asked for again after 5 seconds, and at once where they could not be read', async () => {
    const ruleId = randomUUID();
    const today = new Date();
    const match = (seq: number): Promise<unknown> => {
      const report = reportOf('hits', seq, today.getTime(), { rules: { [ruleId]: 3 }, shadowRules: {} });
      return writeMetrics(database, [report], today);
    };
    let nowMs = 0;
    const hits = createRuleHitsService(database, () => new Date(nowMs));
    const matches = async (): Promise<number | undefined> => (await hits.matchesLast24Hours()).get(ruleId);

    const query = vi.spyOn(database, 'query').mockRejectedValueOnce(new Error('away'));
    await expect(matches()).rejects.toThrow('away');
    query.mockRestore();
    await match(0);
    expect(await matches()).toBe(3);
    await match(1);
    nowMs = 4_999;
    expect(await matches()).toBe(3);
    nowMs = 5_000;
    expect(await matches()).toBe(6);
  });
});
