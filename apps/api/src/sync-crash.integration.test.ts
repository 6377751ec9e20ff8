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
import { createGitRepository, readRun, startSync, sync, type Run } from './testing/sync-operations.ts';
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

it('a run whose process is killed while it writes leaves nothing, has failed at the next start, and runs again', async () => {
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
  expect(await sync(first, id)).toMatchObject({ state: 'SUCCEEDED', added: 50 });
  await first.stop();

  const database = new pg.Client({ connectionString: same.databaseUrl });
  await database.connect();
  onTestFinished(() => database.end());
  const rows = async (): Promise<unknown> =>
    (await database.query(`SELECT path, title, ctid, xmin FROM rules ORDER BY path`)).rows;
  const state = async (): Promise<unknown> =>
    (await database.query(`SELECT revision, (SELECT count(*) FROM outbox_records) FROM revision`)).rows;
  const [rowsBefore, stateBefore] = [await rows(), await state()];

  const killed = await spawnApi({
    DATABASE_URL: same.databaseUrl,
    SLUICE_PREFIX: same.prefix,
    KAFKA_BROKERS: inject('kafkaBrokers'),
    GITHUB_API_URL: github.url,
  });
  const api = await logIn(killed.url, first);
  for (const [path, text] of files) files.set(path, text.replace('Rule', 'Changed'));
  files.delete('rules/49.yml');
  github.publish('acme/rules', tarGz(files));
  const release = github.holdArchives();
  const { syncRepository } = dataOf<{ syncRepository: { run: Run } }>(await startSync(api, id));
  // The rules are written, and the transaction waits for its entry in the audit log, as long as another one holds the table.
  const holder = new pg.Client({ connectionString: same.databaseUrl });
  await holder.connect();
  await holder.query('BEGIN');
  await holder.query('LOCK TABLE audit_log IN EXCLUSIVE MODE');
  release();
  for (;;) {
    const { rows: waiting } = await database.query(
      `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'INSERT INTO "audit_log"%'`,
    );
    if (waiting.length > 0) break;
    await delay(50);
  }
  killed.child.kill('SIGKILL');
  await once(killed.child, 'exit');
  await holder.end();

  const next = await startTestApi({ GITHUB_API_URL: github.url }, same);
  onTestFinished(async () => {
    await next.stop();
    github.stop();
  });
  expect(await readRun(next, syncRepository.run.id)).toMatchObject({
    state: 'FAILED',
    error: /was ended/,
    added: 0,
  });
  expect([await rows(), await state()]).toEqual([rowsBefore, stateBefore]);
  expect(await sync(next, id)).toMatchObject({ state: 'SUCCEEDED', changed: 49, removed: 1 });
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
