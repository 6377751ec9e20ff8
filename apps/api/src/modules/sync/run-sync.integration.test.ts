import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { createLogger } from '@sluice/runtime';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDataSource } from '../../database/data-source.ts';
import { createSecretBox } from '../../secrets/secret-box.ts';
import { ruleText } from '../../testing/operations.ts';
import { newDatabase } from '../../testing/start-test-api.ts';
import { systemActor } from '../audit/index.ts';
import { pipelineRuleReferences } from '../pipelines/index.ts';
import { createRepositoryService } from '../repositories/index.ts';
import { createRuleImportService } from '../rules/index.ts';
import type { FetchRules } from './fetch-rules.ts';
import { createRunSync } from './run-sync.ts';
import { SyncRun, SyncState, SyncTrigger } from './sync-run.entity.ts';

let databaseUrl: string;
let database: DataSource;
beforeAll(async () => {
  databaseUrl = await newDatabase();
  database = await createDataSource(databaseUrl).initialize();
  await database.runMigrations();
});
afterAll(() => database.destroy());

/** A run of a new repository, and what does it. */
async function prepare(fetchRules: FetchRules, timeoutMs = 60_000, before: Partial<SyncRun> = {}) {
  const repositories = createRepositoryService({
    database,
    secrets: createSecretBox([]),
    hosts: { githubHosts: ['github.com'], isAllowed: () => false },
    references: pipelineRuleReferences,
  });
  const input = { name: randomUUID(), description: '', git: { url: 'https://github.com/a/b' } };
  const { value } = await repositories.createGit(systemActor('test'), input);
  const { identifiers } = await database.manager.insert(SyncRun, {
    ...{ repositoryId: value.id, state: SyncState.QUEUED, trigger: SyncTrigger.MANUAL, startedBy: 'test' },
    ...{ files: [], ...before },
  });
  const id = String(identifiers[0]?.['id']);
  const runSync = createRunSync({
    ...{ database, databaseUrl, repositories, fetchRules, timeoutMs },
    importer: createRuleImportService(database, repositories, pipelineRuleReferences),
    log: createLogger('sync', 'silent'),
    now: () => new Date(),
  });
  const stopping = new AbortController();
  return {
    stop: () => {
      stopping.abort();
    },
    done: runSync(id, stopping.signal),
    again: () => runSync(id, stopping.signal),
    read: () => database.manager.findOneByOrFail(SyncRun, { id }),
  };
}

/** A host that never answers. */
const never: FetchRules = ({ signal }) =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => {
      reject(signal.reason as Error);
    });
  });

const RULES: FetchRules = () =>
  Promise.resolve({
    commit: 'a'.repeat(40),
    files: [{ ok: true, path: 'a.yml', text: ruleText(randomUUID(), 'A') }],
  });

it('a run that takes too long is ended', async () => {
  const run = await prepare(never, 300);
  await run.done;
  expect(await run.read()).toMatchObject({ state: 'FAILED', error: /took longer/ as never });
});

it('a run of a process that stops in order waits for another one, and is not begun by this one', async () => {
  const run = await prepare(never);
  await expect.poll(async () => (await run.read()).state).toBe('RUNNING');
  run.stop();
  await run.done;
  const waiting = { state: 'QUEUED', attempt: 1, startedAt: null, finishedAt: null, error: null };
  expect(await run.read()).toMatchObject(waiting);
  await run.again();
  expect(await run.read()).toMatchObject(waiting);
});

it('a run that loses its lock with its connection is left to whoever takes it up', async () => {
  const run = await prepare(never);
  await expect.poll(async () => (await run.read()).state).toBe('RUNNING');
  await database.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE application_name = 'sluice-lock' AND datname = current_database()`,
  );
  await run.done;
  expect(await run.read()).toMatchObject({ state: 'RUNNING', attempt: 1, error: null });
});

it('who works at an attempt that somebody else has taken up writes nothing', async () => {
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  const run = await prepare(async (request) => {
    await held;
    return RULES(request);
  });
  await expect.poll(async () => (await run.read()).state).toBe('RUNNING');
  const { repositoryId, id } = await run.read();
  await database.manager.update(SyncRun, { id }, { attempt: 2 });
  release();
  await run.done;
  expect(await run.read()).toMatchObject({ state: 'RUNNING', attempt: 2, added: 0, commitId: null });
  expect(await database.query('SELECT 1 FROM rules WHERE repository_id = $1', [repositoryId])).toEqual([]);
});

it('a run that is done is not done again', async () => {
  let fetches = 0;
  const run = await prepare((request) => {
    fetches += 1;
    return RULES(request);
  });
  await run.done;
  await run.again();
  expect(await run.read()).toMatchObject({ state: 'SUCCEEDED', added: 1 });
  expect(fetches).toBe(1);
});

it('a fault of ours is not told to people, and ends the run', async () => {
  const run = await prepare(() => Promise.reject(new Error('password=hunter2')));
  await run.done;
  const { state, error } = await run.read();
  expect([state, error]).toEqual(['FAILED', expect.stringContaining('our side')]);
  expect(error).not.toContain('hunter2');
});

it.each([
  ['goes on with the commit that it had', 1, 'c'.repeat(40)],
  ['finds the commit anew where the repository has other settings', 2, undefined],
])('a run that is taken up %s', async (_what, repositoryVersion, expected) => {
  const asked: unknown[] = [];
  const before = { attempt: 2, commitId: 'c'.repeat(40), repositoryVersion };
  const fetchRules: FetchRules = (request) => {
    asked.push(request.commit);
    return RULES(request);
  };
  const run = await prepare(fetchRules, 60_000, before);
  await run.done;
  expect(asked).toEqual([expected]);
  expect(await run.read()).toMatchObject({ state: 'SUCCEEDED', attempt: 2 });
});

it('a token is read for the version of the repository that is synced, and no other', async () => {
  const repositories = createRepositoryService({
    database,
    secrets: createSecretBox([]),
    hosts: { githubHosts: ['github.com'], isAllowed: () => false },
    references: pipelineRuleReferences,
  });
  const input = { name: randomUUID(), description: '', git: { url: 'https://github.com/a/b' } };
  const { value: repository } = await repositories.createGit(systemActor('test'), input);
  await expect(repositories.accessToken(repository)).resolves.toBeUndefined();
  const older = { id: repository.id, version: repository.version - 1 };
  await expect(repositories.accessToken(older)).rejects.toMatchObject({ code: 'CONFLICT' });
});
