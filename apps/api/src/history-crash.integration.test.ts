import { randomUUID } from 'node:crypto';
import { topicNames } from '@sluice/contracts';
import { startApi, type RunningApp } from '@sluice/embedded';
import type { RecordToSend } from '@sluice/kafka';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest';
import { detectionAt, reportOf } from './testing/messages.ts';
import { newDatabase, PASSWORD } from './testing/start-test-api.ts';
import { sendRecords, untilRead } from './testing/topic-records.ts';

const DETECTIONS = 12_000;
const REPORTS = 3_000;
const prefix = `t${randomUUID().slice(0, 8)}`;
const topics = topicNames(prefix);

let databaseUrl: string;
let database: pg.Client;
const running = new Set<RunningApp>();

async function startReplica(): Promise<RunningApp> {
  const settings = {
    DATABASE_URL: databaseUrl,
    KAFKA_BROKERS: inject('kafkaBrokers'),
    SLUICE_PREFIX: prefix,
    ADMIN_PASSWORD: PASSWORD,
    LOG_LEVEL: 'warn',
  };
  const api = await startApi(settings, undefined, { onLine: () => undefined, onDeath: () => undefined });
  running.add(api);
  return api;
}

/** As the kernel does it where there is no memory left: nothing is finished. */
async function crash(api: RunningApp): Promise<void> {
  api.kill('SIGKILL');
  await api.exited;
  running.delete(api);
}

beforeAll(async () => {
  databaseUrl = await newDatabase();
  database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
});
afterAll(async () => {
  for (const api of running) await api.stop();
  await database.end();
});

/** 0 while there is no such table. */
async function number(query: string): Promise<number> {
  const { rows } = await database.query<{ value: string | null }>(query);
  return Number(rows[0]?.value ?? 0);
}
const keptDetections = () => number('SELECT count(*) AS value FROM detections');
const reportsIn = (table: string) =>
  number(`SELECT sum(consumed) / 10 AS value FROM ${table} WHERE kind = 'TOTAL'`);
const ruleMatchesIn = (table: string) =>
  number(`SELECT sum(matches) AS value FROM ${table} WHERE kind = 'RULE' AND key = 'r'`);

const midnight = Math.floor(Date.now() / 86_400_000) * 86_400_000;
const detections: readonly RecordToSend[] = Array.from({ length: DETECTIONS }, (_, offset) => {
  // Half of them before midnight: two partitions are written.
  const matchedAt = new Date(midnight + (offset % 2 === 0 ? -1 : 1)).toISOString();
  const detection = detectionAt(offset, { matchedAt });
  return { topic: topics.detections, key: detection.id, value: JSON.stringify(detection) };
});
/** Late enough to be kept by seconds too. */
const firstReportMs = Date.now() - 10 * 60_000;
const reports: readonly RecordToSend[] = Array.from({ length: REPORTS }, (_, index) => {
  const instance = `i${index % 3}`;
  const report = reportOf(instance, Math.floor(index / 3), firstReportMs + index * 200);
  return { topic: topics.metrics, key: report.workerId, value: JSON.stringify(report) };
});

async function untilAllRead(): Promise<void> {
  await untilRead(`${prefix}.api.detections`, topics.detections, 120_000);
  await untilRead(`${prefix}.api.metrics`, topics.metrics, 120_000);
}

async function expectExactTotals(): Promise<void> {
  expect(await keptDetections()).toBe(DETECTIONS);
  for (const table of ['metrics_seconds', 'metrics_minutes', 'metrics_hours']) {
    expect(await reportsIn(table)).toBe(REPORTS);
    expect(await ruleMatchesIn(table)).toBe(REPORTS * 5);
  }
}

it('two replicas, killed again and again while they write, keep everything once', async () => {
  const first = await startReplica();
  const second = await startReplica();
  await sendRecords([...detections, ...reports]);
  await vi.waitFor(async () => {
    expect(await keptDetections()).toBeGreaterThan(0);
  }, 60_000);
  await crash(first);
  expect(await keptDetections()).toBeLessThan(DETECTIONS);
  const third = await startReplica();
  await crash(second);
  const before = await keptDetections();
  await vi.waitFor(async () => {
    const now = await keptDetections();
    expect(now === DETECTIONS || now > before).toBe(true);
  }, 60_000);
  await crash(third);
  await startReplica();
  await untilAllRead();
  await expectExactTotals();
}, 240_000);

it('a topic that is read again changes nothing, with two replicas', async () => {
  await startReplica();
  await sendRecords([...reports, ...detections]);
  await untilAllRead();
  await expectExactTotals();
}, 240_000);
