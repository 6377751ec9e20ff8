import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf, CREATE_RULE, dataOf, ruleText, UPLOAD } from './testing/operations.ts';
import { EMAIL, type TestApi } from './testing/start-test-api.ts';
import { createGitRepository, readRunFiles, sync } from './testing/sync-operations.ts';
import { startSyncedApi, tenRules, type RuleRow, type SyncedApi } from './testing/synced-api.ts';
import { tarGz } from './testing/tar-gz.ts';

let synced: SyncedApi;
let api: TestApi;
beforeAll(async () => {
  synced = await startSyncedApi();
  ({ api } = synced);
});
afterAll(() => synced.stop());

async function revision(): Promise<string> {
  const { rows } = await synced.database.query<{ revision: string }>('SELECT revision FROM revision');
  return rows[0]!.revision;
}

describe('a sync', () => {
  it('brings the rules of the host, in one revision, and tells what became of each file', async () => {
    const files = tenRules();
    files.set('rules/broken.yml', 'title: Broken\n');
    files.set('README.md', '# Rules');
    const { id, commit } = await synced.repositoryOf(files);
    const before = Number(await revision());
    const run = await sync(api, id);
    expect(run).toMatchObject({ state: 'SUCCEEDED', added: 10, refused: 1, removed: 0, commitId: commit });
    expect(run).toMatchObject({ filesRead: 11, filesTotal: 11, trigger: 'MANUAL', startedBy: EMAIL });
    expect(Number(await revision())).toBe(before + 1);
    const [refused, added] = await readRunFiles(api, run.id);
    expect(refused).toMatchObject({ path: 'rules/broken.yml', outcome: 'REFUSED' });
    expect(refused?.diagnostics.length).toBeGreaterThan(0);
    expect(added).toMatchObject({ path: 'rules/0.yml', outcome: 'ADDED' });
    const { repositories } = dataOf<{ repositories: { id: string }[] }>(
      await api.run('{ repositories { id ruleCount lastSync { id state } } }'),
    );
    expect(repositories.find((repository) => repository.id === id)).toMatchObject({
      ruleCount: 10,
      lastSync: { id: run.id, state: 'SUCCEEDED' },
    });
  });

  it('that finds nothing new reads nothing; in full it reads all, and writes no row', async () => {
    const { id, place, commit } = await synced.repositoryOf(tenRules());
    await sync(api, id);
    const [rows, atRevision] = [await synced.rowsOf(id), await revision()];
    const second = await sync(api, id);
    expect(second).toMatchObject({ state: 'SUCCEEDED', isNotModified: true, commitId: commit });
    expect(synced.github.requests.at(-1)).toMatchObject({
      path: `/repos/${place}/commits/HEAD`,
      status: 304,
    });
    const full = await sync(api, id, true);
    expect(full).toMatchObject({ isNotModified: false, added: 0, changed: 0, removed: 0, unchanged: 10 });
    expect([await synced.rowsOf(id), await revision()]).toEqual([rows, atRevision]);
  });

  it('changes, adds and removes; a file that broke keeps its rule as it was', async () => {
    const files = tenRules();
    const { id, place } = await synced.repositoryOf(files);
    await sync(api, id);
    const before = await synced.rowsOf(id);
    files.set('rules/0.yml', (files.get('rules/0.yml') ?? '').replace('Rule 0', 'Changed'));
    files.set('rules/1.yml', 'title: [');
    files.delete('rules/2.yml');
    files.set('rules/new.yml', ruleText(randomUUID(), 'New'));
    files.set('rules/moved.yml', files.get('rules/3.yml') ?? '');
    files.delete('rules/3.yml');
    synced.github.publish(place, tarGz(files));
    const run = await sync(api, id);
    expect(run).toMatchObject({ added: 1, changed: 2, removed: 1, refused: 1, unchanged: 6 });
    expect(await synced.outcomesOf(run)).toEqual([
      ...['REFUSED rules/1.yml', 'REMOVED rules/2.yml', 'ADDED rules/new.yml'],
      ...['CHANGED rules/0.yml', 'CHANGED rules/moved.yml'],
    ]);
    const after = await synced.rowsOf(id);
    const kept = (rows: readonly RuleRow[]) => rows.filter(({ path }) => /^rules\/[1456789]/.test(path));
    expect(kept(after)).toEqual(kept(before));
    expect(after.map(({ title }) => title)).toEqual([
      ...['Changed', 'Rule 1', 'Rule 4', 'Rule 5', 'Rule 6', 'Rule 7', 'Rule 8', 'Rule 9', 'Rule 3', 'New'],
    ]);
  });

  it('keeps what people set of a rule', async () => {
    const files = tenRules();
    const { id, place } = await synced.repositoryOf(files);
    await sync(api, id);
    await synced.database.query(
      `UPDATE rules SET stage = 'SHADOW', enabled = false WHERE path = 'rules/0.yml'`,
    );
    files.set('rules/0.yml', (files.get('rules/0.yml') ?? '').replace('Rule 0', 'Changed'));
    synced.github.publish(place, tarGz(files));
    await sync(api, id);
    const { rows } = await synced.database.query(
      `SELECT title, stage, enabled, version FROM rules WHERE repository_id = $1 AND path = 'rules/0.yml'`,
      [id],
    );
    expect(rows).toEqual([{ title: 'Changed', stage: 'SHADOW', enabled: false, version: 2 }]);
  });

  it('takes the folders, the branch and what else is set', async () => {
    const files = new Map([
      ['rules/a.yml', ruleText(randomUUID(), 'A')],
      ['rules/windows/b.yml', ruleText(randomUUID(), 'B')],
      ['other/c.yml', ruleText(randomUUID(), 'C')],
    ]);
    const git = { ref: 'release/1', folders: ['rules', 'oth*/**', '!rules/windows'] };
    const { id, place } = await synced.repositoryOf(new Map(), git);
    synced.github.publish(place, tarGz(files), 'release/1');
    expect(await sync(api, id)).toMatchObject({ state: 'SUCCEEDED', added: 2 });
    expect((await synced.rowsOf(id)).map(({ path }) => path)).toEqual(['other/c.yml', 'rules/a.yml']);
    const update =
      'mutation ($input: UpdateRepositoryInput!) { updateRepository(input: $input) { revision } }';
    dataOf(await api.run(update, { input: { id, version: 1, git: { folders: ['rules', 'other'] } } }));
    expect(await sync(api, id)).toMatchObject({ isNotModified: false, added: 1, unchanged: 2 });
    expect(codeOf(await api.run(update, { input: { id, version: 1, name: 'late' } }))).toBe('CONFLICT');
  });

  it('takes its rules from the host alone', async () => {
    const { id } = await synced.repositoryOf(tenRules());
    const file = { path: 'a.yml', text: ruleText(randomUUID(), 'Mine') };
    const upload = await api.run(UPLOAD, { input: { repositoryId: id, files: [file] } });
    expect(codeOf(upload)).toBe('CONFLICT');
    expect(codeOf(await api.run(CREATE_RULE, { input: { repositoryId: id, text: file.text } }))).toBe(
      'CONFLICT',
    );
  });

  it('is told to the audit log: who began it, and what it did', async () => {
    const { id } = await synced.repositoryOf(tenRules());
    await sync(api, id);
    const { rows } = await synced.database.query(
      'SELECT actor, action, after FROM audit_log WHERE object_id = $1 ORDER BY id',
      [id],
    );
    expect(rows).toMatchObject([
      { actor: EMAIL, action: 'CREATE' },
      { actor: EMAIL, action: 'SYNC', after: { step: 'start' } },
      { actor: 'sync', action: 'IMPORT', after: { addedCount: 10, changedCount: 0 } },
    ]);
  });
});

it('a rule that comes from a host is not deleted here: the next sync would bring it back', async () => {
  const { id } = await synced.repositoryOf(tenRules());
  await sync(api, id);
  const { rows } = await synced.database.query<{ id: string }>(
    'SELECT id FROM rules WHERE repository_id = $1',
    [id],
  );
  const answer = await api.run('mutation ($id: ID!) { deleteRule(id: $id) { id } }', { id: rows[0]?.id });
  expect(codeOf(answer)).toBe('CONFLICT');
  expect(await synced.rowsOf(id)).toHaveLength(10);
});

it('files that are no Sigma are refused, each with what it is', async () => {
  const files = new Map([
    ['rules/a.yml', ruleText(randomUUID(), 'Sigma')],
    ['rules/b.yaml', 'name: b\nqueryPeriod: 1d\nquery: |\n  Events\n  | where x == 1\n'],
    ['rules/c.yml', 'name: c\nsearch: index=x | stats count\ndata_source: []\n'],
    ['rules/windows/d.toml', '[rule]\nlanguage = "eql"\ntype = "eql"\n'],
    ['pyproject.toml', '[project]\n'],
  ]);
  const { id, place } = await synced.repositoryOf(files, { folders: ['rules', 'rules/**/*.toml'] });
  const run = await sync(api, id);
  expect(run).toMatchObject({ state: 'SUCCEEDED', added: 1, refused: 3 });
  const report = await readRunFiles(api, run.id);
  const codes = report
    .filter(({ outcome }) => outcome === 'REFUSED')
    .map((file) => [file.path, file.diagnostics[0]?.code]);
  expect(codes.toSorted()).toEqual([
    ['rules/b.yaml', 'foreign.kql'],
    ['rules/c.yml', 'foreign.spl'],
    ['rules/windows/d.toml', 'foreign.eql'],
  ]);
  const plain = await createGitRepository(api, { url: `https://github.com/${place}`, folders: ['rules'] });
  expect(await sync(api, plain)).toMatchObject({ added: 1, refused: 2 });
});
