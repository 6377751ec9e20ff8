import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGitHubStandIn, type GitHubStandIn } from './testing/github-stand-in.ts';
import { codeOf, dataOf, ruleText } from './testing/operations.ts';
import { EMAIL, startTestApi, type Answer, type TestApi } from './testing/start-test-api.ts';
import { createGitRepository, sync } from './testing/sync-operations.ts';
import { tarGz } from './testing/tar-gz.ts';

let api: TestApi;
let github: GitHubStandIn;
let database: pg.Client;
beforeAll(async () => {
  github = await startGitHubStandIn();
  api = await startTestApi({ GITHUB_API_URL: github.url });
  database = new pg.Client({ connectionString: api.databaseUrl });
  await database.connect();
});
afterAll(async () => {
  await database.end();
  await api.stop();
  github.stop();
});

interface Change {
  readonly id: string;
  readonly kind: string;
  readonly path: string;
  readonly title: string;
  readonly ruleId: string | null;
  readonly before: string | null;
  readonly text: string | null;
  readonly diff: string;
  readonly rejectedBy: string | null;
  readonly failingTests: readonly string[];
}

async function changesOf(repositoryId: string, rejected = false): Promise<readonly Change[]> {
  const query = `query ($repositoryId: ID!, $rejected: Boolean!) {
    syncChanges(repositoryId: $repositoryId, rejected: $rejected) {
      totalCount items { id kind path title ruleId before text diff rejectedBy failingTests } } }`;
  const { syncChanges } = dataOf<{ syncChanges: { totalCount: number; items: Change[] } }>(
    await api.run(query, { repositoryId, rejected }),
  );
  expect(syncChanges.totalCount).toBe(syncChanges.items.length);
  return syncChanges.items;
}

const told = (changes: readonly Change[]) => changes.map(({ kind, path }) => `${kind} ${path}`);

function accept(repositoryId: string, ids?: readonly string[]): Promise<Answer> {
  return api.run(
    `mutation ($input: SyncChangesInput!) { acceptSyncChanges(input: $input) {
      accepted revision files { outcome path } } }`,
    { input: { repositoryId, ids } },
  );
}

function reject(repositoryId: string, ids?: readonly string[]): Promise<Answer> {
  const mutation = 'mutation ($input: SyncChangesInput!) { rejectSyncChanges(input: $input) { rejected } }';
  return api.run(mutation, { input: { repositoryId, ids } });
}

function pin(repositoryId: string, ids?: readonly string[]): Promise<Answer> {
  const mutation = 'mutation ($input: SyncChangesInput!) { pinSyncChanges(input: $input) { pinned } }';
  return api.run(mutation, { input: { repositoryId, ids } });
}

async function rowsOf(table: 'rules' | 'sync_changes', id: string): Promise<readonly unknown[]> {
  const query = `SELECT path, ctid, xmin FROM ${table} WHERE repository_id = $1 ORDER BY path`;
  return (await database.query<Record<string, unknown>>(query, [id])).rows;
}

async function titlesOf(id: string): Promise<readonly string[]> {
  const query = 'SELECT title FROM rules WHERE repository_id = $1 ORDER BY path, title';
  return (await database.query<{ title: string }>(query, [id])).rows.map(({ title }) => title);
}

/** A repository in mode REVIEW with the rules 0 to 4, of which upstream changed 0, removed 1 and added "new". */
async function reviewed() {
  const place = `acme/${randomUUID()}`;
  const files = new Map(
    Array.from({ length: 5 }, (_, index) => [`r/${index}.yml`, ruleText(randomUUID(), `Rule ${index}`)]),
  );
  const publish = (): string => github.publish(place, tarGz(files));
  const write = (path: string, title: string): void => {
    files.set(
      path,
      (files.get(path) ?? ruleText(randomUUID(), '')).replace(/^title: .*$/m, `title: ${title}`),
    );
  };
  publish();
  const id = await createGitRepository(api, { url: `https://github.com/${place}`, mode: 'REVIEW' });
  await sync(api, id);
  expect(await titlesOf(id)).toEqual([]);
  expect(dataOf(await accept(id))).toMatchObject({ acceptSyncChanges: { accepted: 5 } });
  write('r/0.yml', 'Changed');
  files.delete('r/1.yml');
  write('r/new.yml', 'New');
  publish();
  const run = await sync(api, id);
  return { id, run, files, publish, write };
}

const ORIGINAL = ['Rule 0', 'Rule 1', 'Rule 2', 'Rule 3', 'Rule 4'];
const WAITING = ['CHANGED r/0.yml', 'REMOVED r/1.yml', 'ADDED r/new.yml'];

describe('changes that a run finds in mode REVIEW', () => {
  it('wait, each with its diff, and nothing is in force', async () => {
    const { id, run } = await reviewed();
    expect(run).toMatchObject({ state: 'SUCCEEDED', added: 1, changed: 1, removed: 1, unchanged: 3 });
    expect(await titlesOf(id)).toEqual(ORIGINAL);
    const [changed, removed, added] = await changesOf(id);
    expect(told([changed!, removed!, added!])).toEqual(WAITING);
    expect(changed).toMatchObject({
      ...{ title: 'Changed', ruleId: expect.any(String) as string },
      diff: expect.stringContaining('-title: Rule 0\n+title: Changed\n') as string,
    });
    expect([removed?.text, removed?.diff]).toEqual([null, expect.stringMatching(/^@@ -1,\d+ \+0,0 @@/)]);
    expect([added?.before, added?.ruleId]).toEqual([null, null]);
  });

  it('tell which stored tests of their rules would fail', async () => {
    const { id, files, publish } = await reviewed();
    const [changed] = await changesOf(id);
    expect(changed?.failingTests).toEqual([]);
    const test = { name: 'a shell', event: '{"product":"linux","Image":"/bin/sh"}', expectation: 'MATCH' };
    dataOf(
      await api.run(
        'mutation ($input: CreateRuleTestInput!) { createRuleTest(input: $input) { test { id } } }',
        {
          input: { ruleId: changed?.ruleId, ...test },
        },
      ),
    );
    expect((await changesOf(id))[0]?.failingTests).toEqual([]);
    files.set('r/0.yml', (files.get('r/0.yml') ?? '').replace('/sh', '/zsh'));
    publish();
    await sync(api, id);
    expect((await changesOf(id)).map(({ failingTests }) => failingTests)).toEqual([['a shell'], [], []]);
  });

  it('stay as they are where the next run finds the same, and are replaced where it finds others', async () => {
    const { id, publish, write } = await reviewed();
    const before = await rowsOf('sync_changes', id);
    const rules = await rowsOf('rules', id);
    expect(await sync(api, id, true)).toMatchObject({ state: 'SUCCEEDED', added: 1, changed: 1, removed: 1 });
    expect(await rowsOf('sync_changes', id)).toEqual(before);
    const ids = (await changesOf(id)).map((change) => change.id);
    write('r/0.yml', 'Rule 0');
    write('r/2.yml', 'Changed too');
    write('r/new.yml', 'Newer');
    publish();
    await sync(api, id);
    const changes = await changesOf(id);
    expect(told(changes)).toEqual(['REMOVED r/1.yml', 'CHANGED r/2.yml', 'ADDED r/new.yml']);
    expect(changes[2]?.title).toBe('Newer');
    expect(await rowsOf('rules', id)).toEqual(rules);
    expect(codeOf(await accept(id, ids))).toBe('CONFLICT');
    expect(codeOf(await reject(id, ids))).toBe('CONFLICT');
    expect(await rowsOf('rules', id)).toEqual(rules);
  });

  it('are accepted one by one or all, in one revision each, by who it was', async () => {
    const { id } = await reviewed();
    const [, removed] = await changesOf(id);
    expect(dataOf(await accept(id, [removed!.id]))).toMatchObject({
      acceptSyncChanges: { accepted: 1, files: [{ outcome: 'REMOVED', path: 'r/1.yml' }] },
    });
    expect(await titlesOf(id)).toEqual(['Rule 0', 'Rule 2', 'Rule 3', 'Rule 4']);
    expect(codeOf(await accept(id, [removed!.id]))).toBe('CONFLICT');
    expect(dataOf(await accept(id))).toMatchObject({ acceptSyncChanges: { accepted: 2 } });
    expect(await titlesOf(id)).toEqual(['Changed', 'Rule 2', 'Rule 3', 'Rule 4', 'New']);
    expect(await changesOf(id)).toEqual([]);
    const { rows } = await database.query(
      `SELECT actor, action, after FROM audit_log WHERE object_id = $1 ORDER BY id DESC LIMIT 1`,
      [id],
    );
    expect(rows).toMatchObject([
      { actor: EMAIL, action: 'IMPORT', after: { addedCount: 1, changedCount: 1 } },
    ]);
    const authors = 'SELECT DISTINCT text_by AS by FROM rules WHERE repository_id = $1';
    expect((await database.query(authors, [id])).rows).toEqual([{ by: 'sync' }]);
    expect(await sync(api, id, true)).toMatchObject({ added: 0, changed: 0, removed: 0 });
  });

  it('that are rejected come back only where upstream changes them again', async () => {
    const { id, publish, write } = await reviewed();
    const [changed, removed] = await changesOf(id);
    expect(dataOf(await reject(id, [changed!.id, removed!.id]))).toEqual({
      rejectSyncChanges: { rejected: 2 },
    });
    expect(told(await changesOf(id))).toEqual(['ADDED r/new.yml']);
    await sync(api, id, true);
    expect(told(await changesOf(id))).toEqual(['ADDED r/new.yml']);
    expect((await changesOf(id, true)).map(({ path, rejectedBy }) => [path, rejectedBy])).toEqual([
      ['r/0.yml', EMAIL],
      ['r/1.yml', EMAIL],
    ]);
    expect(dataOf(await accept(id))).toMatchObject({ acceptSyncChanges: { accepted: 1 } });
    expect(await titlesOf(id)).toEqual([...ORIGINAL, 'New']);
    write('r/0.yml', 'Again');
    publish();
    await sync(api, id);
    expect(told(await changesOf(id))).toEqual(['CHANGED r/0.yml']);
    expect(told(await changesOf(id, true))).toEqual(['REMOVED r/1.yml']);
    // What was rejected is accepted where it is named.
    expect(dataOf(await accept(id, [removed!.id]))).toMatchObject({ acceptSyncChanges: { accepted: 1 } });
  });

  it('that are pinned keep the rules as they are, whatever upstream does', async () => {
    const { id, publish, write } = await reviewed();
    const [changed, removed, added] = await changesOf(id);
    expect(codeOf(await pin(id, [changed!.id, added!.id]))).toBe('BAD_USER_INPUT');
    expect(dataOf(await pin(id, [changed!.id, removed!.id]))).toEqual({ pinSyncChanges: { pinned: 2 } });
    write('r/0.yml', 'Once more');
    publish();
    expect(await sync(api, id)).toMatchObject({ changed: 0, removed: 0, kept: 1 });
    expect(told(await changesOf(id))).toEqual(['ADDED r/new.yml']);
    expect(await titlesOf(id)).toEqual(ORIGINAL);
    const query = `SELECT is_pinned, upstream_text FROM rules WHERE repository_id = $1 AND is_pinned ORDER BY path`;
    expect((await database.query(query, [id])).rows).toEqual([
      { is_pinned: true, upstream_text: expect.stringContaining('Once more') as string },
      { is_pinned: true, upstream_text: '' },
    ]);
  });

  it('are pinned all at once where their rules are here; the others wait on', async () => {
    const { id } = await reviewed();
    expect(dataOf(await pin(id))).toEqual({ pinSyncChanges: { pinned: 2 } });
    expect(told(await changesOf(id))).toEqual(['ADDED r/new.yml']);
    expect(dataOf(await pin(id))).toEqual({ pinSyncChanges: { pinned: 0 } });
  });

  it('do not write over a rule that is edited while they wait', async () => {
    const { id } = await reviewed();
    const [changed] = await changesOf(id);
    const input = { id: changed!.ruleId, version: 1, text: changed!.before!.replace('Rule 0', 'Mine') };
    const update = 'mutation ($input: UpdateRuleInput!) { updateRule(input: $input) { revision } }';
    dataOf(await api.run(update, { input }));
    const { acceptSyncChanges } = dataOf<{ acceptSyncChanges: { accepted: number; files: object[] } }>(
      await accept(id),
    );
    expect(acceptSyncChanges.accepted).toBe(2);
    expect(acceptSyncChanges.files).toContainEqual({ outcome: 'KEPT', path: 'r/0.yml' });
    expect(await titlesOf(id)).toEqual(['Mine', 'Rule 2', 'Rule 3', 'Rule 4', 'New']);
  });

  it('take a new id for a rule as one that came and one that went', async () => {
    const { id, files, publish } = await reviewed();
    await accept(id);
    files.set('r/2.yml', ruleText(randomUUID(), 'Other id'));
    publish();
    await sync(api, id);
    const changes = await changesOf(id);
    expect(told(changes).toSorted()).toEqual(['ADDED r/2.yml', 'REMOVED r/2.yml']);
    for (const kind of ['ADDED', 'REMOVED'])
      dataOf(
        await accept(
          id,
          changes.filter((change) => change.kind === kind).map((change) => change.id),
        ),
      );
    expect(await titlesOf(id)).toContain('Other id');
    expect(await titlesOf(id)).not.toContain('Rule 2');
  });

  it('are in force with the next run where the mode becomes AUTO', async () => {
    const { id } = await reviewed();
    await database.query('UPDATE repositories SET max_removed_percent = 100 WHERE id = $1', [id]);
    const update =
      'mutation ($input: UpdateRepositoryInput!) { updateRepository(input: $input) { revision } }';
    dataOf(await api.run(update, { input: { id, version: 1, git: { mode: 'AUTO' } } }));
    expect(await sync(api, id)).toMatchObject({ state: 'SUCCEEDED', added: 1, changed: 1, removed: 1 });
    expect(await changesOf(id)).toEqual([]);
    expect(await titlesOf(id)).toEqual(['Changed', 'Rule 2', 'Rule 3', 'Rule 4', 'New']);
  });

  it('are decided upon by one of two who do so at once', async () => {
    const { id } = await reviewed();
    const ids = (await changesOf(id)).map((change) => change.id);
    const answers = await Promise.all([accept(id, ids), accept(id, ids), reject(id, ids)]);
    expect(answers.map(codeOf).filter((code) => code === undefined).length).toBeGreaterThanOrEqual(1);
    const [first, second] = answers;
    expect([codeOf(first), codeOf(second)].toSorted()).toContain('CONFLICT');
  });

  it('wait still where the process ends while they are accepted', async () => {
    const { id } = await reviewed();
    const [before, rules] = [await rowsOf('sync_changes', id), await rowsOf('rules', id)];
    const holder = new pg.Client({ connectionString: api.databaseUrl });
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query('LOCK TABLE audit_log IN EXCLUSIVE MODE');
    const accepting = accept(id);
    const waiting = `SELECT pid FROM pg_stat_activity
      WHERE wait_event_type = 'Lock' AND query LIKE 'INSERT INTO "audit_log"%'`;
    for (;;) {
      const { rows } = await database.query<{ pid: number }>(waiting);
      if (rows[0] !== undefined) {
        // As Postgres sees the end of a process.
        await database.query('SELECT pg_terminate_backend($1)', [rows[0].pid]);
        break;
      }
      await delay(20);
    }
    await holder.end();
    expect((await accepting).errors).toHaveLength(1);
    expect([await rowsOf('sync_changes', id), await rowsOf('rules', id)]).toEqual([before, rules]);
    expect(dataOf(await accept(id))).toMatchObject({ acceptSyncChanges: { accepted: 3 } });
  });
});
