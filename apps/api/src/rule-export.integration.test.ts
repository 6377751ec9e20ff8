import { randomUUID } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { readRuleFiles } from '@sluice/archive';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf, createRepository, dataOf, ruleText, UPLOAD } from './testing/operations.ts';
import { createApiToken, createMember } from './testing/people.ts';
import { startTestApi, type TestApi } from './testing/start-test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

/** Comments, blank lines, line ends and characters beyond ASCII: all of it stays. */
function oddText(): string {
  return `# Ours — ä\u{1f600}\r\n\r\n${ruleText(randomUUID(), 'Odd')}\n\n# end`;
}

async function upload(files: Readonly<Record<string, string>>): Promise<string> {
  const repositoryId = await createRepository(api);
  const list = Object.entries(files).map(([path, text]) => ({ path, text }));
  const answer = await api.run(UPLOAD, { input: { repositoryId, files: list } });
  expect(dataOf<{ uploadRules: object }>(answer).uploadRules).toMatchObject({ added: list.length });
  return repositoryId;
}

function download(body: unknown, token = api.token): Promise<Response> {
  return fetch(`${api.url}/export/rules.tar.gz`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

/** Without the folder of the one repository. */
async function unpack(bytes: Buffer): Promise<Readonly<Record<string, string>>> {
  const files: Record<string, string> = {};
  for await (const file of readRuleFiles({ fileName: 'rules.tar.gz', bytes }))
    if (file.ok) files[file.path] = file.text;
  return files;
}

async function unpacked(response: Response): Promise<Readonly<Record<string, string>>> {
  expect(response.status).toBe(200);
  return unpack(Buffer.from(await response.arrayBuffer()));
}

const QUERY = `query ($selection: RuleSelectionInput!) {
  exportRules(selection: $selection) { fileName contentBase64 ruleCount } }`;

describe('rules are exported', () => {
  it('byte for byte, at their paths, and an upload of it changes nothing', async () => {
    const files = { 'windows/a.yml': oddText(), 'b.yaml': oddText(), 'folder/c': oddText() };
    const repositoryId = await upload(files);
    const response = await download({ filter: { repositoryIds: [repositoryId] } });
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="rules.tar.gz"');
    const bytes = Buffer.from(await response.arrayBuffer());
    const { 'folder/c': unnamed, ...others } = files;
    expect(await unpack(bytes)).toEqual({ ...others, 'folder/c.yml': unnamed });
    const archive = { name: 'rules.tar.gz', contentBase64: bytes.toString('base64') };
    const again = dataOf(await api.run(UPLOAD, { input: { repositoryId, archive } }));
    expect(again).toMatchObject({ uploadRules: { unchanged: 3, changed: 0, added: 0, refused: 0 } });
  });

  it('by ids and by filters, over GraphQL too', async () => {
    const [low, high] = [oddText().replace('level: high', 'level: low'), oddText()];
    const repositoryId = await upload({ 'low.yml': low, 'high.yml': high });
    const filter = { repositoryIds: [repositoryId], levels: ['LOW'] };
    expect(await unpacked(await download({ filter }))).toEqual({ 'low.yml': low });
    const list = 'query ($filter: RuleFilter) { rules(filter: $filter) { items { id path } } }';
    const { rules } = dataOf<{ rules: { items: { id: string; path: string }[] } }>(
      await api.run(list, { filter: { repositoryIds: [repositoryId] } }),
    );
    const ids = rules.items.filter(({ path }) => path === 'high.yml').map(({ id }) => id);
    expect(await unpacked(await download({ ids }))).toEqual({ 'high.yml': high });
    const { exportRules } = dataOf<{ exportRules: { contentBase64: string; ruleCount: number } }>(
      await api.run(QUERY, { selection: { filter } }),
    );
    expect(exportRules.ruleCount).toBe(1);
    expect(await unpack(Buffer.from(exportRules.contentBase64, 'base64'))).toEqual({ 'low.yml': low });
  });

  it('below their folder, whatever path is stored', async () => {
    const repositoryId = await upload({ 'a.yml': oddText() });
    const client = new pg.Client({ connectionString: api.databaseUrl });
    await client.connect();
    await client.query('UPDATE rules SET path = $1 WHERE repository_id = $2', [
      '../../../a.yml',
      repositoryId,
    ]);
    await client.query("UPDATE repositories SET name = '../..' WHERE id = $1", [repositoryId]);
    await client.end();
    const response = await download({ filter: { repositoryIds: [repositoryId] } });
    const bytes = Buffer.from(await response.arrayBuffer());
    const paths: string[] = [];
    const isWanted = (path: string): boolean => paths.push(path) > 0;
    for await (const file of readRuleFiles({ fileName: 'r.tar.gz', bytes }, { isWanted }))
      expect(file.ok).toBe(true);
    expect(paths).toEqual(['a.yml']);
    expect(gunzipSync(bytes).toString('latin1')).not.toContain('..');
  });
});

describe('an export', () => {
  it.each([
    ['no selection', {}],
    ['two selections', { ids: [], filter: {} }],
    ['a level that there is not', { filter: { levels: ['WORST'] } }],
    ['a field that there is not', { filter: { level: 'LOW' } }],
    ['too many words', { filter: { search: 'x'.repeat(201) } }],
    ['a character that nothing stored has', { filter: { products: ['a\0'] } }],
    ['no JSON', '{'],
  ])('of %s is refused', async (_what, body) => {
    const response = await download(body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  });

  it('of no rule says so', async () => {
    expect((await download({ ids: [randomUUID()] })).status).toBe(404);
    expect(codeOf(await api.run(QUERY, { selection: { ids: [] } }))).toBe('NOT_FOUND');
  });

  it('is for those who may read rules', async () => {
    const repositoryId = await upload({ 'a.yml': oddText() });
    const selection = { filter: { repositoryIds: [repositoryId] } };
    const { token: viewer } = await createMember(api, 'VIEWER');
    const { secret: reader } = await createApiToken(api, ['RULES_READ']);
    const { secret: other } = await createApiToken(api, ['TOPICS_READ']);
    const statuses = await Promise.all(
      ['', viewer, reader, other].map(async (token) => (await download(selection, token)).status),
    );
    expect(statuses).toEqual([401, 200, 200, 403]);
  });
});
