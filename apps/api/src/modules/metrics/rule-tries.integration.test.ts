import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import type { MetricsMessage } from '@sluice/contracts';
import type { DataSource } from 'typeorm';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { createDataSource } from '../../database/data-source.ts';
import { reportOf } from '../../testing/messages.ts';
import { newDatabase } from '../../testing/start-test-api.ts';
import { createMetricsService } from './metrics.service.ts';
import { createRuleHitsService } from './rule-hits.service.ts';
import { TRIES_LAST_24_HOURS } from './rule-tries.ts';
import { writeMetrics } from './write-metrics.ts';

const HOUR_MS = 3600 * 1000;

let database: DataSource;
beforeEach(async () => {
  await database?.destroy();
  database = await createDataSource(await newDatabase()).initialize();
  await database.runMigrations();
});
afterAll(() => database.destroy());

const report = (
  instance: string,
  seq: number,
  windowStart: number,
  tries: Readonly<Record<string, number>>,
): MetricsMessage => ({ ...reportOf(instance, seq, windowStart), tries });
const triesNow = () => createRuleHitsService(database, () => new Date()).triesLast24Hours();
async function keptHours(): Promise<number> {
  const [row]: { hours: string }[] = await database.query(
    'SELECT count(DISTINCT at) AS hours FROM rule_tries',
  );
  return Number(row?.hours);
}

it('evaluations of 24 hours add up over workers, each report once', async () => {
  const [one, two, seldom] = [randomUUID(), randomUUID(), randomUUID()];
  const nowMs = Date.now();
  const reports = [
    report('a', 0, nowMs - 26 * HOUR_MS, { [one]: 1_000 }),
    report('a', 1, nowMs - 23 * HOUR_MS, { [one]: 5, [seldom]: 1 }),
    report('a', 2, nowMs - 1_000, { [one]: 20, [two]: 0 }),
    report('b', 0, nowMs - 1_000, { [one]: 4, 'no-uuid': 7 }),
    report('b', 1, nowMs, { [two]: 2 ** 40 }),
  ];
  await Promise.all([
    writeMetrics(database, reports, new Date()),
    writeMetrics(database, reports, new Date()),
  ]);
  await writeMetrics(database, reports, new Date());
  const { byRule, total } = await triesNow();
  expect(byRule).toEqual(
    new Map([
      [one, 29],
      [two, 2 ** 40],
      [seldom, 1],
    ]),
  );
  expect(total).toBe(2 ** 40 + 30);
});

it('nothing is counted of reports that could not be added', async () => {
  const ruleId = randomUUID();
  const broken = { ...report('half', 0, Date.now(), { [ruleId]: 3 }), cpuMs: 1e300 };
  await expect(writeMetrics(database, [broken], new Date())).rejects.toThrow('bigint');
  expect(await triesNow()).toEqual({ byRule: new Map(), total: 0 });
});

it('the hours of two days are kept', async () => {
  const nowMs = Date.now();
  const hours = [49, 47, 30, 1];
  await writeMetrics(
    database,
    hours.map((hour, seq) => report('a', seq, nowMs - hour * HOUR_MS, { [randomUUID()]: 1 })),
    new Date(),
  );
  expect(await keptHours()).toBe(3);
  await createMetricsService(database, () => new Date(nowMs + 10 * HOUR_MS)).keepPartitions();
  expect(await keptHours()).toBe(2);
});

it('sums and old hours are found by the index', async () => {
  await database.query(
    `INSERT INTO rule_tries SELECT gen_random_uuid(), date_bin('1 hour', now(), to_timestamp(0)) - hour * interval '1 hour', 5
     FROM generate_series(1, 100) rule, generate_series(0, 400) hour`,
  );
  await database.query('ANALYZE rule_tries');
  for (const query of [
    TRIES_LAST_24_HOURS,
    `DELETE FROM rule_tries WHERE at < now() - interval '399 hours'`,
  ]) {
    const rows: Record<string, string>[] = await database.query(`EXPLAIN ${query}`);
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('rule_tries_pkey');
  }
});
