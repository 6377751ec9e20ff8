import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startKafka } from '@sluice/embedded';
import pg from 'pg';
import { expect, it, onTestFinished, vi } from 'vitest';
import { CREATE_PIPELINE, createRepository, dataOf, pipelineInput } from './testing/operations.ts';
import { startTestApi, type TestApi } from './testing/start-test-api.ts';

interface Part {
  readonly part: string;
  readonly status: string;
  readonly message: string;
  readonly remedy: string | null;
  readonly version: string | null;
  readonly latencyMs: number;
  readonly since: string;
}

const HEALTH =
  '{ health { status version checkedAt parts { part status message remedy version latencyMs since } } }';

interface Health {
  readonly status: string;
  readonly version: string;
  readonly parts: readonly Part[];
}

async function read(api: TestApi): Promise<Health> {
  return dataOf<{ health: Health }>(await api.run(HEALTH)).health;
}

const byPart = (parts: readonly Part[]): Readonly<Record<string, Part>> =>
  Object.fromEntries(parts.map((each) => [each.part, each]));

it('health tells how each part stands, with version, latency, since when and what to do', async () => {
  const api = await startTestApi();
  onTestFinished(() => api.stop());
  const health = await read(api);
  expect(health.version).toMatch(/^\d+\.\d+\.\d+$/);
  const parts = byPart(health.parts);
  expect(Object.keys(parts)).toEqual([
    'POSTGRES',
    'KAFKA',
    'QUEUE',
    'OUTBOX',
    'WORKERS',
    'REPOSITORIES',
    'DISK',
  ]);
  for (const name of ['POSTGRES', 'KAFKA', 'QUEUE', 'OUTBOX', 'WORKERS', 'REPOSITORIES'])
    expect(parts[name]).toMatchObject({ status: 'OK', remedy: null });
  expect(parts['POSTGRES']?.version).toMatch(/^\d+/);
  expect(parts['KAFKA']?.version).toMatch(/^\d+\.\d+$/);
  for (const { latencyMs, since } of health.parts) {
    expect(latencyMs).toBeLessThan(5_000);
    expect(Date.parse(since)).toBeLessThanOrEqual(Date.now());
  }

  dataOf(await api.run(CREATE_PIPELINE, { input: await pipelineInput(api) }));
  const database = new pg.Client({ connectionString: api.databaseUrl });
  await database.connect();
  onTestFinished(() => database.end());
  const { rows } = await database.query<{ id: string }>(
    `INSERT INTO repositories (name, type, url) VALUES ($1, 'GIT', 'https://example.org/x') RETURNING id`,
    [`Upstream ${randomUUID()}`],
  );
  await database.query(
    `INSERT INTO sync_runs (repository_id, state, trigger, started_by, error, files)
     VALUES ($1, 'FAILED', 'SCHEDULE', 'sync', 'The host is away.', '[]')`,
    [rows[0]?.id],
  );
  const before = parts['POSTGRES']?.since;
  await vi.waitFor(
    async () => {
      const after = await read(api);
      const now = byPart(after.parts);
      expect(after.status).toBe('DOWN');
      expect(now['WORKERS']).toMatchObject({
        ...{ status: 'DOWN', message: 'No worker is alive, and 1 pipelines are enabled.' },
        remedy: expect.stringContaining('Start a matcher') as string,
      });
      expect(now['REPOSITORIES']).toMatchObject({
        ...{ status: 'DEGRADED', message: expect.stringContaining('The host is away.') as string },
      });
      expect(now['POSTGRES']?.since).toBe(before);
    },
    { timeout: 15_000, interval: 500 },
  );
});

it('while Kafka is away it is DOWN, what waits for it is told, and whoever restarts is told no more than that', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'sluice-kafka-'));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  const kafka = await startKafka({ dataDir, log: () => undefined });
  onTestFinished(() => kafka.stop());
  const api = await startTestApi({ KAFKA_BROKERS: kafka.brokers });
  onTestFinished(() => api.stop());
  expect(byPart((await read(api)).parts)).toMatchObject({
    KAFKA: { status: 'OK' },
    OUTBOX: { status: 'OK' },
  });

  await kafka.stop();
  await createRepository(api);
  await vi.waitFor(
    async () => {
      const beganMs = Date.now();
      const health = await read(api);
      expect(Date.now() - beganMs).toBeLessThan(10_000);
      expect(health.status).toBe('DOWN');
      expect(byPart(health.parts)).toMatchObject({
        KAFKA: { status: 'DOWN', remedy: expect.stringContaining('KAFKA_BROKERS') as string },
        OUTBOX: { status: 'DOWN', message: expect.stringContaining('1 changes wait for Kafka') as string },
        POSTGRES: { status: 'OK' },
      });
    },
    { timeout: 60_000, interval: 1_000 },
  );
  const ready = await fetch(`${api.url}/health/ready`);
  expect([ready.status, await ready.json()]).toEqual([503, { status: 'unavailable' }]);
  expect((await fetch(`${api.url}/health/live`)).status).toBe(200);
});
