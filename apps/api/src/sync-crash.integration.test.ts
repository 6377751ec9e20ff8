import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { expect, inject, it, onTestFinished } from 'vitest';
import { startGitHubStandIn } from './testing/github-stand-in.ts';
import { dataOf, ruleText } from './testing/operations.ts';
import { EMAIL, newDatabase, PASSWORD, startTestApi, type TestApi } from './testing/start-test-api.ts';
import {
  createGitRepository,
  readRun,
  readRuns,
  startSync,
  sync,
  untilRun,
  type Run,
} from './testing/sync-operations.ts';
import { tarGz } from './testing/tar-gz.ts';

/** The API as a process of its own, that can be killed. */
async function spawnApi(env: Readonly<Record<string, string>>) {
  const main = join(import.meta.dirname, 'main.ts');
  const options = ['--conditions=@sluice/source', '--import', '@swc-node/register/esm-register'];
  const child = spawn(process.execPath, [...options, main], {
    cwd: join(import.meta.dirname, '..'),
    env: { ...process.env, ...env, PORT: '0', LOG_LEVEL: 'info' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  // Its output is read to the end: a process that can't write its log ends by itself.
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  child.once('exit', () => {
    reject(new Error('the API ended'));
  });
  createInterface(child.stdout).on('line', (line) => {
    const port = /"port":(\d+)/.exec(line)?.[1];
    if (port !== undefined) resolve(`http://127.0.0.1:${port}`);
  });
  return { child, url: await promise };
}

/** A run that a process of its own works at: its rules are written, and its transaction waits for `release`. */
async function startRun() {
  const github = await startGitHubStandIn();
  const same = { databaseUrl: await newDatabase(), prefix: `t${Date.now().toString(36)}` };
  const first = await startTestApi({ GITHUB_API_URL: github.url }, same);
  const files = new Map(
    Array.from({ length: 50 }, (_, index) => [
      `rules/${index}.yml`,
      ruleText(`id-${index}`, `Rule ${index}`),
    ]),
  );
  github.publish('acme/rules', tarGz(files));
  const id = await createGitRepository(first, { url: 'https://github.com/acme/rules' });
  expect(await sync(first, id)).toMatchObject({ state: 'SUCCEEDED', added: 50, attempt: 1 });
  await first.stop();

  const database = new pg.Client({ connectionString: same.databaseUrl });
  await database.connect();
  const rows = async (): Promise<unknown> =>
    (await database.query(`SELECT path, title, ctid, xmin FROM rules ORDER BY path`)).rows;
  const state = async (): Promise<unknown> =>
    (await database.query(`SELECT revision, (SELECT count(*) FROM outbox_records) FROM revision`)).rows;

  const { child, url } = await spawnApi({
    DATABASE_URL: same.databaseUrl,
    SLUICE_PREFIX: same.prefix,
    KAFKA_BROKERS: inject('kafkaBrokers'),
    GITHUB_API_URL: github.url,
  });
  const api = await logIn(url, first);
  for (const [path, text] of files) files.set(path, text.replace('Rule', 'Changed'));
  files.delete('rules/49.yml');
  github.publish('acme/rules', tarGz(files));
  const releaseArchive = github.holdArchives();
  const { syncRepository } = dataOf<{ syncRepository: { run: Run } }>(await startSync(api, id));
  const holder = new pg.Client({ connectionString: same.databaseUrl });
  await holder.connect();
  await holder.query('BEGIN');
  await holder.query('LOCK TABLE outbox_records IN EXCLUSIVE MODE');
  releaseArchive();
  for (;;) {
    const { rows: waiting } = await database.query(
      `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'INSERT INTO "outbox_records"%'`,
    );
    if (waiting.length > 0) break;
    await delay(50);
  }
  onTestFinished(async () => {
    await database.end();
    github.stop();
  });
  return {
    ...{ id, runId: syncRepository.run.id, database },
    everything: async () => [await rows(), await state()],
    async kill() {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
    release: () => holder.end(),
    /** Another replica. */
    async startNext() {
      const next = await startTestApi({ GITHUB_API_URL: github.url }, same);
      onTestFinished(() => next.stop());
      return next;
    },
  };
}

it('a run whose process is killed while it writes leaves nothing, and goes on at the next start', async () => {
  const { everything, kill, release, startNext, runId, id } = await startRun();
  const before = await everything();
  await kill();
  await release();
  expect(await everything()).toEqual(before);
  const next = await startNext();
  expect(await untilRun(next, runId, 'SUCCEEDED')).toMatchObject({ attempt: 2, changed: 49, removed: 1 });
  expect(await readRuns(next, id)).toHaveLength(2);
  const after = await everything();
  expect(await sync(next, id, true)).toMatchObject({ changed: 0, removed: 0, unchanged: 49 });
  expect(await everything()).toEqual(after);
});

it('a run whose process is killed goes on in another replica that runs already', async () => {
  const { kill, release, startNext, runId } = await startRun();
  const next = await startNext();
  // While its process lives, it is nobody else's, whoever looks.
  await delay(6_000);
  expect(await readRun(next, runId)).toMatchObject({ state: 'RUNNING', attempt: 1 });
  await kill();
  await release();
  expect(await untilRun(next, runId, 'SUCCEEDED')).toMatchObject({ attempt: 2, changed: 49, removed: 1 });
});

it('a run that ended three processes is not tried again', async () => {
  const { database, kill, release, startNext, runId } = await startRun();
  await kill();
  await release();
  await database.query('UPDATE sync_runs SET attempt = 3 WHERE id = $1', [runId]);
  const next = await startNext();
  expect(await readRun(next, runId)).toMatchObject({
    ...{ state: 'FAILED', attempt: 3, changed: 0 },
    error: expect.stringContaining('ended 3 times') as string,
  });
});

/** The same calls, to the process that will be killed. */
async function logIn(url: string, like: TestApi): Promise<TestApi> {
  const run: TestApi['run'] = async (query, variables = {}, bearer = token) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${bearer}` };
    const body = JSON.stringify({ query, variables });
    return (await fetch(`${url}/graphql`, { method: 'POST', headers, body })).json() as ReturnType<
      TestApi['run']
    >;
  };
  let token = '';
  const login = 'mutation ($input: LoginInput!) { login(input: $input) { token } }';
  const answer = await run(login, { input: { email: EMAIL, password: PASSWORD } });
  token = dataOf<{ login: { token: string } }>(answer).login.token;
  return { ...like, url, run, token };
}
