import { randomUUID } from 'node:crypto';
import { REVISION_KEY, topicNames } from '@sluice/contracts';
import { createKafkaClient, startLogReader } from '@sluice/kafka';
import { createLogger } from '@sluice/runtime';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import {
  codeOf,
  CREATE_PIPELINE,
  createRepository,
  dataOf,
  pipelineInput,
  ruleText,
  UPLOAD,
} from './testing/operations.ts';
import { startTestApi, type TestApi } from './testing/start-test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const UPDATE_RULE =
  'mutation ($input: UpdateRuleInput!) { updateRule(input: $input) { rule { version title } revision diagnostics { code line } } }';

interface Upload {
  readonly uploadRules: {
    readonly added: number;
    readonly changed: number;
    readonly unchanged: number;
    readonly refused: number;
    readonly revision: number;
    readonly files: readonly {
      readonly path: string;
      readonly outcome: string;
      readonly diagnostics: readonly object[];
    }[];
  };
}

const upload = async (repositoryId: string, files: readonly { path: string; text: string }[]) =>
  dataOf<Upload>(await api.run(UPLOAD, { input: { repositoryId, files } })).uploadRules;

/** All that is on `sluice.config`, in order. */
async function configuration(): Promise<{ key: string; value: string | null }[]> {
  const records: { key: string; value: string | null }[] = [];
  const client = createKafkaClient(
    { brokers: [inject('kafkaBrokers')], clientId: 'test' },
    createLogger('test', 'silent'),
  );
  const reader = await startLogReader(client, {
    groupId: randomUUID(),
    topic: topicNames(api.prefix).config,
    from: 'beginning',
    onTrouble: () => undefined,
    onRecords(more) {
      records.push(...more.map(({ key, value }) => ({ key: String(key), value: value?.toString() ?? null })));
    },
  });
  onTestFinished(() => reader.stop());
  await reader.caughtUp;
  return records;
}

async function untilPublished(revision: number): Promise<{ key: string; value: string | null }[]> {
  for (;;) {
    const records = await configuration();
    const last = records.findLast(({ key }) => key === REVISION_KEY);
    if ((JSON.parse(last?.value ?? '{"revision":0}') as { revision: number }).revision >= revision)
      return records;
  }
}

it('a request that asks too deep is refused before it runs', async () => {
  const deep =
    '{ pipelines { repositories { usedBy { repositories { usedBy { repositories { usedBy { repositories { usedBy { repositories { usedBy { id } } } } } } } } } } } }';
  expect(codeOf(await api.run(deep))).toBe('GRAPHQL_VALIDATION_FAILED');
});

it('a request for lists within lists is refused where they multiply', async () => {
  const input = await pipelineInput(api);
  const create = 'mutation ($input: CreatePipelineInput!) { createPipeline(input: $input) { revision } }';
  for (let count = 0; count < 16; count += 1)
    dataOf(await api.run(create, { input: { ...input, name: `Many ${count}` } }));
  const within =
    '{ repositories { usedBy { repositories { usedBy { repositories { usedBy { repositories { usedBy { id } } } } } } } } }';
  const answer = await api.run(within);
  expect(codeOf(answer)).toBe('BAD_USER_INPUT');
  expect(answer.errors?.[0]?.message).toMatch('more than 50000 objects');
});

describe('uploading rules', () => {
  it('takes the good ones and tells of the bad one: file, line, column, reason', async () => {
    const repositoryId = await createRepository(api);
    const good = Array.from({ length: 50 }, (_, index) => ({
      path: `good-${index}.yml`,
      text: ruleText(randomUUID(), `Rule ${index}`),
    }));
    const bad = {
      path: 'bad.yml',
      text: ruleText(randomUUID(), 'Bad', '\n  sel:\n    a|nonsense: 1\n  condition: sel'),
    };
    const report = await upload(repositoryId, [...good.slice(0, 25), bad, ...good.slice(25)]);
    expect(report).toMatchObject({ added: 50, refused: 1 });
    expect(report.files[0]).toMatchObject({
      path: 'bad.yml',
      outcome: 'REFUSED',
      diagnostics: [{ code: 'sigma.modifier.unknown', line: 8, column: 7 }],
    });
  });

  it('a second time changes what changed, and nothing else', async () => {
    const repositoryId = await createRepository(api);
    const ids = [randomUUID(), randomUUID()] as const;
    const files = (title: string) => [
      { path: 'a.yml', text: ruleText(ids[0], 'A') },
      { path: 'b.yml', text: ruleText(ids[1], title) },
    ];
    const first = await upload(repositoryId, files('B'));
    expect(await upload(repositoryId, files('B'))).toMatchObject({
      added: 0,
      changed: 0,
      unchanged: 2,
      revision: first.revision,
    });
    expect(await upload(repositoryId, files('B2'))).toMatchObject({ changed: 1, unchanged: 1 });
  });

  it('takes one of two files with the same id, and says which was first', async () => {
    const id = randomUUID();
    const report = await upload(await createRepository(api), [
      { path: 'first.yml', text: ruleText(id, 'First') },
      { path: 'second.yml', text: ruleText(id, 'Second') },
    ]);
    expect(report).toMatchObject({ added: 1, refused: 1 });
    expect(JSON.stringify(report.files[0])).toContain('first.yml');
  });

  it.each([
    ['no archive at all', 'x.tar.gz', Buffer.from('not gzip')],
    ['a format that is not read', 'x.rar', Buffer.from('Rar!')],
  ])('refuses %s with a sentence', async (_what, name, bytes) => {
    const archive = { name, contentBase64: bytes.toString('base64') };
    const answer = await api.run(UPLOAD, { input: { repositoryId: await createRepository(api), archive } });
    expect(codeOf(answer)).toBe('BAD_USER_INPUT');
    expect(answer.errors?.[0]?.message).toMatch(/^The archive is refused: /);
  });
});

describe('editing a rule', () => {
  async function newRule() {
    const id = randomUUID();
    const repositoryId = await createRepository(api);
    await upload(repositoryId, [{ path: 'a.yml', text: ruleText(id, 'Before') }]);
    const { rules } = dataOf<{ rules: { items: { id: string; version: number; sigmaId: string }[] } }>(
      await api.run(
        'query ($id: ID!) { rules(filter: { repositoryIds: [$id] }) { items { id version sigmaId } } }',
        { id: repositoryId },
      ),
    );
    return rules.items[0]!;
  }

  it('that somebody else changed since is refused as a conflict', async () => {
    const { id, version, sigmaId } = await newRule();
    const edit = (title: string) =>
      api.run(UPDATE_RULE, { input: { id, version, text: ruleText(sigmaId, title) } });
    expect(dataOf<{ updateRule: { rule: unknown } }>(await edit('Mine')).updateRule.rule).toEqual({
      version: version + 1,
      title: 'Mine',
    });
    expect(codeOf(await edit('Theirs'))).toBe('CONFLICT');
  });

  it('with a fault stores nothing and answers the diagnostics', async () => {
    const { id, version, sigmaId } = await newRule();
    const text = ruleText(sigmaId, 'Broken', '{sel: {a: b}, condition: missing}');
    const { updateRule } = dataOf<{ updateRule: { rule: unknown; diagnostics: { line: number }[] } }>(
      await api.run(UPDATE_RULE, { input: { id, version, text } }),
    );
    expect(updateRule.rule).toBeNull();
    expect(updateRule.diagnostics[0]?.line).toBe(6);
  });

  it('that is then disabled is taken from the workers', async () => {
    const { id, version } = await newRule();
    const { updateRule } = dataOf<{ updateRule: { revision: number } }>(
      await api.run(UPDATE_RULE, { input: { id, version, enabled: false } }),
    );
    const records = await untilPublished(updateRule.revision);
    expect(records.findLast(({ key }) => key === `rule/${id}`)?.value).toBeNull();
  });
});

describe('pipelines', () => {
  it.each([
    [
      'a topic that does not exist',
      { destinationTopic: 'not-there' },
      'BAD_USER_INPUT',
      /no topic "not-there"/,
    ],
    ['a repository that does not exist', { repositoryIds: [randomUUID()] }, 'NOT_FOUND', /no repository/],
  ])('name %s: refused', async (_what, change, expected, message) => {
    const answer = await api.run(CREATE_PIPELINE, { input: { ...(await pipelineInput(api)), ...change } });
    expect(codeOf(answer)).toBe(expected);
    expect(answer.errors?.[0]?.message).toMatch(message);
  });

  it('that would feed each other are refused', async () => {
    const input = await pipelineInput(api);
    dataOf(await api.run(CREATE_PIPELINE, { input }));
    const back = {
      ...input,
      name: randomUUID(),
      sourceTopics: [input.destinationTopic],
      destinationTopic: input.sourceTopics[0],
    };
    const answer = await api.run(CREATE_PIPELINE, { input: back });
    expect(answer.errors?.[0]?.message).toMatch(/would read what it writes/);
  });

  it('with one name are refused, and a repository in use is not deleted', async () => {
    const input = await pipelineInput(api);
    dataOf(await api.run(CREATE_PIPELINE, { input }));
    expect(
      codeOf(await api.run(CREATE_PIPELINE, { input: { ...(await pipelineInput(api, input.name)) } })),
    ).toBe('CONFLICT');
    const answer = await api.run('mutation ($id: ID!) { deleteRepository(id: $id) { id } }', {
      id: input.repositoryIds[0],
    });
    expect(codeOf(answer)).toBe('CONFLICT');
    expect(answer.errors?.[0]?.message).toContain(input.name);
  });

  it('are enabled, disabled and deleted, and each change reaches the workers', async () => {
    const created = dataOf<{ createPipeline: { pipeline: { id: string } } }>(
      await api.run(CREATE_PIPELINE, { input: await pipelineInput(api) }),
    );
    const { id } = created.createPipeline.pipeline;
    await api.run('mutation ($id: ID!) { disablePipeline(id: $id) { revision } }', { id });
    await api.run('mutation ($id: ID!) { enablePipeline(id: $id) { revision } }', { id });
    const { deletePipeline } = dataOf<{ deletePipeline: { revision: number } }>(
      await api.run('mutation ($id: ID!) { deletePipeline(id: $id) { revision } }', { id }),
    );
    const records = await untilPublished(deletePipeline.revision);
    const states = records
      .filter(({ key }) => key === `pipeline/${id}`)
      .map(({ value }) => (value === null ? null : (JSON.parse(value) as { enabled: boolean }).enabled));
    expect(states).toEqual([true, false, true, null]);
  });
});

it('revisions are published whole and in order, also when many write at once', async () => {
  const repositoryId = await createRepository(api);
  const uploads = await Promise.all(
    Array.from({ length: 8 }, (_, batch) =>
      upload(
        repositoryId,
        Array.from({ length: 5 }, (__, n) => ({
          path: `${batch}-${n}.yml`,
          text: ruleText(randomUUID(), `R${batch}`),
        })),
      ),
    ),
  );
  const records = await untilPublished(Math.max(...uploads.map(({ revision }) => revision)));
  const revisions = records.flatMap(({ key, value }) =>
    key === REVISION_KEY ? [(JSON.parse(value ?? '') as { revision: number }).revision] : [],
  );
  expect(revisions).toEqual(revisions.map((_, index) => index + 1));
  const closedBy = (title: string): Set<number> =>
    new Set(
      records.flatMap(({ value }, index) =>
        value?.includes(`title: ${title}\\n`) === true && value.includes(repositoryId)
          ? [records.findIndex(({ key }, later) => later > index && key === REVISION_KEY)]
          : [],
      ),
    );
  for (let batch = 0; batch < 8; batch++) expect(closedBy(`R${batch}`).size).toBe(1);
});

it('metrics come once a second over WebSocket, numbered without a gap', async () => {
  const socket = createClient({
    url: `${api.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${api.token}` },
  });
  onTestFinished(() => void socket.dispose());
  const sequences: number[] = [];
  for await (const tick of socket.iterate<{ metrics: { sequence: number } }>({
    query: 'subscription { metrics { sequence revision } }',
  })) {
    sequences.push(tick.data?.metrics.sequence ?? -1);
    if (sequences.length === 3) break;
  }
  expect(sequences).toEqual([sequences[0]!, sequences[0]! + 1, sequences[0]! + 2]);
});

it('health tells what is wrong', async () => {
  expect((await fetch(`${api.url}/health/live`)).status).toBe(200);
  const ready = await fetch(`${api.url}/health/ready`);
  expect(await ready.json()).toEqual({ status: 'ok' });
});
