import { randomUUID } from 'node:crypto';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import {
  codeOf,
  CREATE_PIPELINE,
  CREATE_RULE,
  createRepository,
  createTopic,
  dataOf,
  pipelineInput,
  ruleText,
  UPLOAD,
} from './testing/operations.ts';
import { EMAIL, startTestApi, type TestApi } from './testing/start-test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

interface Entry {
  readonly action: string;
  readonly objectType: string;
  readonly objectId: string | null;
  readonly objectName: string;
  readonly actor: string;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
}
interface Log {
  readonly edges: readonly { readonly cursor: string; readonly node: Entry }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

const AUDIT_LOG = `query ($filter: AuditLogFilter, $first: Int! = 50, $after: String) {
  auditLog(filter: $filter, first: $first, after: $after) {
    edges { cursor node { action objectType objectId objectName actor address requestId before after } }
    pageInfo { hasNextPage endCursor } } }`;

async function log(variables: object = {}): Promise<Log> {
  return dataOf<{ auditLog: Log }>(await api.run(AUDIT_LOG, variables as Record<string, unknown>)).auditLog;
}

const entriesOf = async (objectId: string): Promise<readonly Entry[]> =>
  (await log({ filter: { objectId } })).edges.map(({ node }) => node);

describe('the audit log', () => {
  it('tells what differs, before and after, who did it and from where', async () => {
    const repositoryId = await createRepository(api);
    const created = dataOf<{ createRule: { rule: { id: string } } }>(
      await api.run(CREATE_RULE, { input: { repositoryId, text: ruleText(randomUUID(), 'Audited') } }),
    );
    const { id } = created.createRule.rule;
    await api.run('mutation ($input: UpdateRuleInput!) { updateRule(input: $input) { revision } }', {
      input: { id, version: 1, stage: 'SHADOW', levelOverride: 'LOW' },
    });
    await api.run('mutation ($id: ID!) { deleteRule(id: $id) { id } }', { id });
    const [deleted, updated, first] = await entriesOf(id);
    expect(updated).toMatchObject({
      action: 'UPDATE',
      objectType: 'RULE',
      objectName: 'Audited',
      actor: EMAIL,
      address: expect.stringContaining('127.0.0.1') as string,
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      before: { stage: 'LIVE', levelOverride: null },
      after: { stage: 'SHADOW', levelOverride: 'low' },
    });
    expect(first).toMatchObject({ action: 'CREATE', before: null, after: { stage: 'LIVE', enabled: true } });
    expect(deleted).toMatchObject({ action: 'DELETE', before: { stage: 'SHADOW' }, after: null });
  });

  it('tells an upload as one, with what it added and changed', async () => {
    const repositoryId = await createRepository(api);
    const id = randomUUID();
    const upload = (title: string) =>
      api.run(UPLOAD, { input: { repositoryId, files: [{ path: 'a.yml', text: ruleText(id, title) }] } });
    await upload('One');
    await upload('One');
    await upload('Two');
    const imports = (await entriesOf(repositoryId)).filter(({ action }) => action === 'IMPORT');
    expect(imports.map(({ after }) => after)).toEqual([
      { addedCount: 0, changedCount: 1, added: [], changed: [id] },
      { addedCount: 1, changedCount: 0, added: [id], changed: [] },
    ]);
  });

  it('has nothing of a change that was refused', async () => {
    const input = { ...(await pipelineInput(api)), filterIds: [randomUUID()] };
    expect(codeOf(await api.run(CREATE_PIPELINE, { input }))).toBe('NOT_FOUND');
    expect((await log({ filter: { search: input.name } })).edges).toEqual([]);
  });

  it('tells of a topic that is made, once, and not of one that Kafka refuses', async () => {
    const name = await createTopic(api);
    const again = await api.run(
      'mutation ($name: String!) { createTopic(input: { name: $name, partitions: 3 }) { topic { name } } }',
      { name },
    );
    expect(codeOf(again)).toBe('CONFLICT');
    expect(await entriesOf(name)).toMatchObject([
      {
        ...{ action: 'CREATE', objectType: 'TOPIC', objectName: name, actor: EMAIL, before: null },
        after: { partitions: 1, retentionHours: null },
      },
    ]);
  });

  it('is read page by page, each entry once', async () => {
    const filter = { objectTypes: ['REPOSITORY'], actions: ['CREATE'] };
    for (let count = 0; count < 5; count += 1) await createRepository(api);
    const all = (await log({ filter })).edges.map(({ cursor }) => cursor);
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const page: Log = await log({ filter, first: 2, after });
      seen.push(...page.edges.map(({ cursor }) => cursor));
      after = page.pageInfo.endCursor;
      more = page.pageInfo.hasNextPage;
    }
    expect(seen).toEqual(all);
    expect(new Set(seen).size).toBe(seen.length);
    expect(codeOf(await api.run(AUDIT_LOG, { first: 201 }))).toBe('BAD_USER_INPUT');
    expect(codeOf(await api.run(AUDIT_LOG, { after: "'; DROP" }))).toBe('BAD_USER_INPUT');
  });
});

describe('its export', () => {
  const download = (path: string, token = api.token): Promise<Response> =>
    fetch(`${api.url}/export/${path}`, { headers: token === '' ? {} : { authorization: `Bearer ${token}` } });

  it('is NDJSON, an entry a line', async () => {
    const repositoryId = await createRepository(api);
    const response = await download('audit-log.ndjson');
    const lines = (await response.text()).trimEnd().split('\n');
    const entries = lines.map((line) => JSON.parse(line) as Entry);
    expect(entries.find(({ objectId }) => objectId === repositoryId)).toMatchObject({ action: 'CREATE' });
  });

  it('is CSV in which nothing is a formula', async () => {
    const name = `=HYPERLINK("x",1) ${randomUUID()}`;
    await api.run(
      'mutation ($input: CreateRepositoryInput!) { createRepository(input: $input) { revision } }',
      {
        input: { name },
      },
    );
    const response = await download('audit-log.csv');
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const text = await response.text();
    expect(text).toMatch(/^id,at,actor,/);
    expect(text).toContain(`"'${name.replaceAll('"', '""')}"`);
  });

  it('holds what a filter passes, as the query does, and refuses a parameter that it does not know', async () => {
    const objectId = await createRepository(api);
    const read = async (parameters: string): Promise<readonly Entry[]> => {
      const text = await (await download(`audit-log.ndjson?${parameters}`)).text();
      return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Entry]));
    };
    expect(await read(`objectId=${objectId}`)).toMatchObject([{ action: 'CREATE', objectId }]);
    expect(await read(`objectId=${objectId}&actions=UPDATE&actions=DELETE`)).toEqual([]);
    expect(await read(`objectId=${objectId}&actions=CREATE&objectTypes=REPOSITORY`)).toHaveLength(1);
    expect(await read(`userId=${randomUUID()}`)).toEqual([]);
    expect((await download('audit-log.csv?objectid=x')).status).toBe(400);
    expect((await download('audit-log.csv?actions=BREW')).status).toBe(400);
  });

  it('is for administrators, and of times that are times', async () => {
    expect((await download('audit-log.csv', '')).status).toBe(401);
    expect((await download('audit-log.xml')).status).toBe(404);
    expect((await download('audit-log.csv?from=nonsense')).status).toBe(400);
    expect((await download('audit-log.csv?search=a%00')).status).toBe(400);
  });
});

it.each([
  ['0', /^(::ffff:)?127\.0\.0\.1$|^::1$/],
  ['1', /^203\.0\.113\.9$/],
])(
  'behind %s proxies of ours it tells the address of a caller over a WebSocket',
  async (proxies, address) => {
    const behind = await startTestApi({ TRUSTED_PROXIES: proxies });
    onTestFinished(() => behind.stop());
    class Forwarded extends WebSocket {
      constructor(url: string, protocol: string) {
        super(url, protocol, { headers: { 'x-forwarded-for': '198.51.100.7, 203.0.113.9' } });
      }
    }
    const socket = createClient({
      url: `${behind.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: Forwarded,
      connectionParams: { authorization: `Bearer ${behind.token}` },
      retryAttempts: 0,
    });
    onTestFinished(() => socket.dispose());
    const query = 'mutation { createRepository(input: { name: "by socket" }) { repository { id } } }';
    const result = await socket
      .iterate<{ createRepository: { repository: { id: string } } }>({ query })
      .next();
    if (result.done === true) throw new Error('no answer');
    const objectId = result.value.data?.createRepository.repository.id;
    const answer = await behind.run(AUDIT_LOG, { filter: { objectId } });
    expect(dataOf<{ auditLog: Log }>(answer).auditLog.edges.map(({ node }) => node)).toEqual([
      expect.objectContaining({ action: 'CREATE', address: expect.stringMatching(address) as string }),
    ]);
  },
);
