import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startRedis } from '@sluice/embedded';
import { Redis } from 'ioredis';
import pg from 'pg';
import { expect, it, onTestFinished, vi } from 'vitest';
import { startGitHubStandIn } from './testing/github-stand-in.ts';
import { createRepository, dataOf, ruleText } from './testing/operations.ts';
import { startTestApi, type TestApi } from './testing/start-test-api.ts';
import {
  createGitRepository,
  readRun,
  startSync,
  sync,
  untilRun,
  type Run,
} from './testing/sync-operations.ts';
import { tarGz } from './testing/tar-gz.ts';

type Embedded = Awaited<ReturnType<typeof startRedis>>;

/** A place for a Redis that is not there yet; each start begins with an empty one. */
async function placeForRedis(): Promise<{ readonly url: string; start(): Promise<Embedded> }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sluice-redis-'));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  const port = await freePort();
  return {
    url: `redis://:secret-of-nobody@127.0.0.1:${port}`,
    async start() {
      const redis = await startRedis({ dataDir, port });
      onTestFinished(() => redis.stop());
      return redis;
    },
  };
}

interface Part {
  readonly part: string;
  readonly status: string;
  readonly message: string;
  readonly since: string;
}

async function queueOf(api: TestApi): Promise<Part> {
  const answer = await api.run('{ health { parts { part status message since } } }');
  const { parts } = dataOf<{ health: { parts: readonly Part[] } }>(answer).health;
  return parts.find(({ part }) => part === 'QUEUE')!;
}

async function untilQueueIs(api: TestApi, status: string): Promise<Part> {
  return vi.waitFor(
    async () => {
      const part = await queueOf(api);
      expect(part).toMatchObject({ status });
      return part;
    },
    { timeout: 30_000, interval: 500 },
  );
}

async function start(redisUrl: string, extra: Readonly<Record<string, string>> = {}, same = {}) {
  const github = await startGitHubStandIn();
  onTestFinished(() => github.stop());
  const api = await startTestApi({ GITHUB_API_URL: github.url, REDIS_URL: redisUrl, ...extra }, same);
  onTestFinished(() => api.stop());
  const newRepository = (): Promise<string> => {
    const place = `acme/${randomUUID()}`;
    github.publish(place, tarGz(new Map([['rules/a.yml', ruleText(randomUUID(), 'A')]])));
    return createGitRepository(api, { url: `https://github.com/${place}` });
  };
  return { api, newRepository };
}

async function begin(api: TestApi, repositoryId: string): Promise<Run> {
  const answer = await startSync(api, repositoryId);
  return dataOf<{ syncRepository: { run: Run } }>(answer).syncRepository.run;
}

it('without its Redis the API starts, says since when it is missing, and does what waits when it comes', async () => {
  const redis = await placeForRedis();
  const beganMs = Date.now();
  const { api, newRepository } = await start(redis.url);
  expect(Date.now() - beganMs).toBeLessThan(60_000);

  const missing = await queueOf(api);
  expect(missing).toMatchObject({
    status: 'DOWN',
    message: expect.stringMatching(
      /^Redis at 127\.0\.0\.1:\d+ can't be reached since \S+Z: .*ECONNREFUSED/,
    ) as string,
  });
  expect(missing.message).not.toContain('secret-of-nobody');
  const [, since = ''] = /since (\S+Z)/.exec(missing.message) ?? [];
  expect(Date.parse(since)).toBeGreaterThanOrEqual(beganMs);
  expect((await fetch(`${api.url}/health/ready`)).status).toBe(200);

  await createRepository(api);
  const run = await begin(api, await newRepository());
  expect((await readRun(api, run.id)).state).toBe('QUEUED');
  await redis.start();
  expect(await untilRun(api, run.id, 'SUCCEEDED')).toMatchObject({ added: 1 });
  expect((await untilQueueIs(api, 'OK')).message).toContain('On Redis');
});

it('when its Redis goes away, the API works on, and takes up what even a Redis that forgot all left behind', async () => {
  const redis = await placeForRedis();
  const first = await redis.start();
  const { api, newRepository } = await start(redis.url.replace(':secret-of-nobody@', ''));
  const repositoryId = await newRepository();
  expect(await sync(api, repositoryId)).toMatchObject({ state: 'SUCCEEDED' });
  await untilQueueIs(api, 'OK');

  await first.stop();
  const stoppedMs = Date.now();
  expect((await untilQueueIs(api, 'DOWN')).message).toContain("can't be reached since");
  const run = await begin(api, repositoryId);
  expect(Date.now() - stoppedMs).toBeLessThan(30_000);
  expect((await readRun(api, run.id)).state).toBe('QUEUED');

  await redis.start();
  expect(await untilRun(api, run.id, 'SUCCEEDED')).toMatchObject({ isNotModified: true });
  await untilQueueIs(api, 'OK');
  // A run whose job the first Redis had: what is done again and again is done again, and finds it.
  const database = new pg.Client({ connectionString: api.databaseUrl });
  await database.connect();
  onTestFinished(() => database.end());
  const { rows } = await database.query<{ id: string }>(
    `INSERT INTO sync_runs (repository_id, state, trigger, started_by, files)
     VALUES ($1, 'QUEUED', 'SCHEDULE', 'sync', '[]') RETURNING id`,
    [await newRepository()],
  );
  await untilRun(api, rows[0]!.id, 'SUCCEEDED');
});

it('while its Redis stands still, nobody waits long for it', async () => {
  const { url, start: startIt } = await placeForRedis();
  await startIt();
  const redisUrl = url.replace(':secret-of-nobody@', '');
  const { api, newRepository } = await start(redisUrl);
  const repositoryId = await newRepository();
  const asked = new Redis(redisUrl);
  onTestFinished(() => void asked.disconnect());
  const pid = Number(/^process_id:(\d+)/m.exec(await asked.info('server'))?.[1]);
  process.kill(pid, 'SIGSTOP');
  onTestFinished(() => void process.kill(pid, 'SIGCONT'));

  const beganMs = Date.now();
  const run = await begin(api, repositoryId);
  // A request is counted within 0.5 s, and a job is left to wait after 2 s.
  expect(Date.now() - beganMs).toBeLessThan(10_000);
  expect(await queueOf(api)).toMatchObject({ status: 'DOWN', message: 'No answer within 5000 ms.' });
  process.kill(pid, 'SIGCONT');
  await untilRun(api, run.id, 'SUCCEEDED');
});

it('while its Redis is away, requests are counted for all replicas together', async () => {
  const redis = await placeForRedis();
  const limits = { RATE_LIMIT_PER_MINUTE: '6' };
  const { api: first } = await start(redis.url, limits);
  const { api: second } = await start(redis.url, limits, first);
  const ask = async (n: number): Promise<number> => {
    const { url } = n % 2 === 0 ? first : second;
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${first.token}` };
    return (await fetch(`${url}/graphql`, { method: 'POST', headers, body: '{"query":"{ __typename }"}' }))
      .status;
  };
  const statuses: number[] = [];
  for (let n = 0; n < 8; n += 1) statuses.push(await ask(n));
  expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 429, 429]);
});
