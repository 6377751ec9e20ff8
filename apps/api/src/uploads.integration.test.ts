import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf, createRepository, dataOf, ruleText } from './testing/operations.ts';
import { startTestApi, type TestApi } from './testing/start-test-api.ts';
import { tarGz } from './testing/tar-gz.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const UPLOAD = `mutation ($input: UploadRulesInput!) { uploadRules(input: $input) {
  added changed unchanged refused revision
  files { path outcome ruleId sigmaId title diagnostics { code severity message hint line column } } } }`;

interface Report {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly revision: number;
  readonly files: readonly {
    readonly path: string;
    readonly outcome: string;
    readonly ruleId: string | null;
    readonly title: string | null;
    readonly diagnostics: readonly object[];
  }[];
}

async function upload(input: object): Promise<Report> {
  return dataOf<{ uploadRules: Report }>(await api.run(UPLOAD, { input })).uploadRules;
}

async function countRules(repositoryId: string): Promise<number> {
  const query = 'query ($id: ID!) { rules(filter: { repositoryIds: [$id] }) { totalCount } }';
  const { rules } = dataOf<{ rules: { totalCount: number } }>(await api.run(query, { id: repositoryId }));
  return rules.totalCount;
}

/** Made by other programs; the library that reads them tells how. */
function encryptedZip(name: string): string {
  const file = new URL(`../../../libs/archive/src/testing/${name}.zip`, import.meta.url);
  return readFileSync(file).toString('base64');
}

describe('a dry run', () => {
  it('tells of each file what would become of it, and does nothing', async () => {
    const repositoryId = await createRepository(api);
    const [kept, changed] = [randomUUID(), randomUUID()];
    const before = [
      { path: 'a.yml', text: ruleText(kept, 'Kept') },
      { path: 'b.yml', text: ruleText(changed, 'Before') },
    ];
    const { revision } = await upload({ repositoryId, files: before });
    const files = [
      before[0],
      { path: 'b.yml', text: ruleText(changed, 'After') },
      { path: 'folder/new.yml', text: ruleText(randomUUID(), 'New') },
      { path: 'broken.yml', text: 'title: Broken\nlogsource: {product: linux}\nlevel: hgih\n' },
    ];
    const report = await upload({ repositoryId, files, dryRun: true });
    expect(report).toMatchObject({ added: 1, changed: 1, unchanged: 1, refused: 1, revision });
    expect(report.files.map(({ path, outcome, title }) => [path, outcome, title])).toEqual([
      ['broken.yml', 'REFUSED', null],
      ['folder/new.yml', 'ADDED', 'New'],
      ['b.yml', 'CHANGED', 'After'],
      ['a.yml', 'UNCHANGED', 'Kept'],
    ]);
    expect(report.files.map(({ ruleId }) => ruleId !== null)).toEqual([false, false, true, true]);
    const hint: unknown = expect.any(String);
    expect(report.files[0]?.diagnostics).toContainEqual(
      expect.objectContaining({ severity: 'ERROR', line: 3, column: 8, hint }),
    );
    expect(await countRules(repositoryId)).toBe(2);
    expect(await upload({ repositoryId, files })).toMatchObject({ added: 1, revision: revision + 1 });
    expect(await countRules(repositoryId)).toBe(3);
  });
});

describe('an archive', () => {
  it('keeps the paths of its files', async () => {
    const repositoryId = await createRepository(api);
    const rules = new Map([
      ['windows/a.yml', ruleText(randomUUID(), 'A')],
      ['linux/deep/b.yaml', ruleText(randomUUID(), 'B')],
    ]);
    const archive = { name: 'rules.tar.gz', contentBase64: tarGz(rules).toString('base64') };
    expect(await upload({ repositoryId, archive })).toMatchObject({ added: 2, refused: 0 });
    const query = 'query ($id: ID!) { rules(filter: { repositoryIds: [$id] }) { items { path } } }';
    const answer = dataOf<{ rules: { items: { path: string }[] } }>(
      await api.run(query, { id: repositoryId }),
    );
    expect(answer.rules.items.map(({ path }) => path)).toEqual(['windows/a.yml', 'linux/deep/b.yaml']);
  });

  it.each(['zipcrypto', 'aes-128', 'aes-256'])('%s is read by its password alone', async (name) => {
    const repositoryId = await createRepository(api);
    const archive = { name: 'rules.zip', contentBase64: encryptedZip(name) };
    for (const [password, reason] of [
      [undefined, 'PASSWORD_MISSING'],
      ['guess', 'PASSWORD_WRONG'],
    ]) {
      const answer = await api.run(UPLOAD, { input: { repositoryId, archive: { ...archive, password } } });
      expect(codeOf(answer)).toBe('BAD_USER_INPUT');
      expect(answer.errors?.[0]?.message).toContain('password');
      expect(answer.errors?.[0]?.extensions).toMatchObject({ reason });
    }
    // Its files are no whole rules: that they are refused one by one tells that they were read.
    const report = await upload({ repositoryId, archive: { ...archive, password: 'pässword 1' } });
    expect(report.files.map(({ path, outcome }) => `${path} ${outcome}`).toSorted()).toEqual([
      'rules/a.yml REFUSED',
      'rules/windows/b.yml REFUSED',
    ]);
  });
});
