import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { expect, it, onTestFinished, vi } from 'vitest';
import { CREATE_PIPELINE, dataOf, pipelineInput } from './testing/operations.ts';
import { startTestApi } from './testing/start-test-api.ts';

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

it('health tells how each part stands, with version, latency, since when and what to do', async () => {
  const api = await startTestApi();
  onTestFinished(() => api.stop());
  const read = async () =>
    dataOf<{ health: { status: string; version: string; parts: readonly Part[] } }>(await api.run(HEALTH))
      .health;
  const health = await read();
  expect(health.version).toMatch(/^\d+\.\d+\.\d+$/);
  const byPart = (parts: readonly Part[]) => Object.fromEntries(parts.map((each) => [each.part, each]));
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
      const after = await read();
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
