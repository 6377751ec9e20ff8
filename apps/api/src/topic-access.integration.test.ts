import { randomUUID } from 'node:crypto';
import { topicNames, type DetectionMessage } from '@sluice/contracts';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { WebSocket } from 'ws';
import { detectionAt, reportOf, shadowMatchAt } from './testing/messages.ts';
import { codeOf, CREATE_PIPELINE, createRepository, dataOf } from './testing/operations.ts';
import { createMember, inDays } from './testing/people.ts';
import { startTestApi, type Answer, type TestApi } from './testing/start-test-api.ts';
import { sendRecords, untilRead } from './testing/topic-records.ts';

let api: TestApi;
/** May see `win-*`. */
let win: string;
/** A token of who may see everything, for `win-*` alone. */
let winToken: string;
/** May see everything. */
let other: string;
const pipelines = { win: '', lin: '', mixed: '' };
const detections: DetectionMessage[] = [];

const CREATE_TOPIC = 'mutation ($name: String!) { createTopic(input: { name: $name }) { topic { name } } }';

async function createPipeline(sourceTopics: readonly string[], destinationTopic: string, token?: string) {
  const input = {
    name: randomUUID(),
    sourceTopics,
    destinationTopic,
    repositoryIds: [await createRepository(api)],
  };
  return api.run(CREATE_PIPELINE, { input }, token);
}

const idOf = (answer: Answer): string =>
  dataOf<{ createPipeline: { pipeline: { id: string } } }>(answer).createPipeline.pipeline.id;

const send = (topic: string, values: readonly object[]): Promise<void> =>
  sendRecords(values.map((value, index) => ({ topic, key: String(index), value: JSON.stringify(value) })));

const ofPipeline = (id: string, topic: string, offset: number): DetectionMessage =>
  detectionAt(offset, { pipelineId: id, topic });

beforeAll(async () => {
  api = await startTestApi();
  for (const name of ['win-a', 'win-b', 'win_c', 'lin-a', 'lin-b'])
    dataOf(await api.run(CREATE_TOPIC, { name }));
  const member = await createMember(api, 'ENGINEER');
  const update =
    'mutation ($input: UpdateUserInput!) { updateUser(input: $input) { user { topicPatterns } } }';
  dataOf(await api.run(update, { input: { id: member.id, topicPatterns: ['win-*'] } }));
  const login = 'mutation ($input: LoginInput!) { login(input: $input) { token } }';
  const { email, password } = member;
  win = dataOf<{ login: { token: string } }>(await api.run(login, { input: { email, password } }, '')).login
    .token;
  other = (await createMember(api, 'ENGINEER')).token;
  const create = 'mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { secret } }';
  const input = {
    name: 'win',
    scopes: ['PIPELINES_WRITE', 'TOPICS_WRITE', 'METRICS_READ', 'DETECTIONS_READ'],
    topicPatterns: ['win-*'],
    expiresAt: inDays(1),
  };
  winToken = dataOf<{ createApiToken: { secret: string } }>(await api.run(create, { input }, other))
    .createApiToken.secret;
  pipelines.win = idOf(await createPipeline(['win-a'], 'win-b'));
  pipelines.lin = idOf(await createPipeline(['lin-a'], 'lin-b'));
  pipelines.mixed = idOf(await createPipeline(['win-b'], 'win_c'));
  detections.push(ofPipeline(pipelines.win, 'win-a', 1), ofPipeline(pipelines.lin, 'lin-a', 2));
  const names = topicNames(api.prefix);
  await send(names.detections, detections);
  const at = Date.now() - 3_600_000;
  await send(names.shadowMatches, [
    shadowMatchAt(1, { pipelineId: pipelines.win, topic: 'win-a' }),
    shadowMatchAt(2, { pipelineId: pipelines.lin, topic: 'lin-a' }),
  ]);
  await untilRead(`${api.prefix}.api.shadow-matches`, names.shadowMatches);
  await send(names.metrics, [
    reportOf('a', 0, at, { pipelineId: pipelines.win }),
    reportOf('a', 1, at, { pipelineId: pipelines.lin }),
  ]);
  await untilRead(`${api.prefix}.api.detections`, names.detections);
  await untilRead(`${api.prefix}.api.metrics`, names.metrics);
});
afterAll(() => api.stop());

/** What both the limited user and the limited token are answered, which is the same. */
async function limited<T>(operation: string, variables = {}): Promise<T> {
  const [ofUser, ofToken] = [
    await api.run(operation, variables, win),
    await api.run(operation, variables, winToken),
  ];
  expect(ofToken).toEqual(ofUser);
  return dataOf<T>(ofUser);
}

const code = async (operation: string, variables = {}): Promise<unknown> =>
  codeOf(await api.run(operation, variables, win));

describe('who is limited to topics by pattern', () => {
  it('sees the topics that match, and the pipelines all of whose topics do', async () => {
    const all = '{ topics { name } pipelines { id } }';
    const seen = await limited<{ topics: { name: string }[]; pipelines: { id: string }[] }>(all);
    expect(seen).toEqual({
      topics: [{ name: 'win-a' }, { name: 'win-b' }],
      pipelines: [{ id: pipelines.win }],
    });
    const unlimited = dataOf<typeof seen>(await api.run(all, {}, other));
    expect(unlimited.topics).toEqual(expect.arrayContaining([{ name: 'win_c' }, { name: 'lin-a' }]));
    expect(unlimited.pipelines).toHaveLength(3);
    const related = '{ topics { name sourceOf { id } destinationOf { id } } }';
    expect(await limited(related)).toEqual({
      topics: [
        { name: 'win-a', sourceOf: [{ id: pipelines.win }], destinationOf: [] },
        { name: 'win-b', sourceOf: [], destinationOf: [{ id: pipelines.win }] },
      ],
    });
    const used = dataOf<{ repositories: { usedBy: { id: string }[] }[] }>(
      await api.run('{ repositories { usedBy { id } } }', {}, win),
    );
    expect(used.repositories.flatMap(({ usedBy }) => usedBy)).toEqual([{ id: pipelines.win }]);
  });

  it('reads, changes and previews no other pipeline: it is as if there were none', async () => {
    const { lin: id } = pipelines;
    const absent = randomUUID();
    for (const operation of [
      'query ($id: ID!) { pipeline(id: $id) { id } }',
      'mutation ($id: ID!) { deletePipeline(id: $id) { id } }',
      'mutation ($id: ID!) { enablePipeline(id: $id) { pipeline { id } } }',
      'mutation ($id: ID!) { disablePipeline(id: $id) { pipeline { id } } }',
      'mutation ($id: ID!) { updatePipeline(input: { id: $id, version: 1, name: "x" }) { pipeline { id } } }',
      'query ($id: ID!) { previewPipeline(input: { update: { id: $id, version: 1, name: "x" } }) { problems } }',
      'query ($id: ID!) { previewPipeline(input: { delete: $id }) { problems } }',
      'mutation ($id: ID!) { clonePipeline(input: { id: $id, name: "x" }) { pipeline { id } } }',
      'query ($id: ID!) { pipelineRules(pipelineId: $id) { totalCount } }',
    ]) {
      const [there, gone] = [
        await api.run(operation, { id }, win),
        await api.run(operation, { id: absent }, win),
      ];
      expect(codeOf(there), operation).toBe('NOT_FOUND');
      expect(there.errors?.[0]?.message).toBe(gone.errors?.[0]?.message.replace(absent, id));
    }
    expect(
      dataOf(await api.run('query ($id: ID!) { pipeline(id: $id) { enabled name } }', { id })),
    ).toBeTruthy();
  });

  it('makes no topic and no pipeline beyond them, and moves none there', async () => {
    expect(await code(CREATE_TOPIC, { name: 'lin-c' })).toBe('FORBIDDEN');
    expect(codeOf(await createPipeline(['win-a'], 'lin-b', win))).toBe('FORBIDDEN');
    expect(codeOf(await createPipeline(['lin-a'], 'win-b', win))).toBe('FORBIDDEN');
    const move =
      'mutation ($input: UpdatePipelineInput!) { updatePipeline(input: $input) { pipeline { version } } }';
    const { win: id } = pipelines;
    expect(await code(move, { input: { id, version: 1, destinationTopic: 'lin-b' } })).toBe('FORBIDDEN');
    expect(await code(move, { input: { id, version: 1, sourceTopics: ['win-a', 'lin-a'] } })).toBe(
      'FORBIDDEN',
    );
    const clone = 'mutation ($input: ClonePipelineInput!) { clonePipeline(input: $input) { revision } }';
    expect(await code(clone, { input: { id, name: 'copy', destinationTopic: 'lin-b' } })).toBe('FORBIDDEN');
    expect(await code(move, { input: { id, version: 1, name: 'renamed' } })).toBeUndefined();
    expect(await code(CREATE_TOPIC, { name: 'win-new' })).toBeUndefined();
  });

  it('sees the detections of the topics that match, counted and one by one', async () => {
    const [own, hidden] = detections.map(({ id }) => id);
    const query = `{ detections { edges { node { id } } } detectionFacets { total pipelines { pipelineId } } }`;
    expect(await limited(query)).toEqual({
      detections: { edges: [{ node: { id: own } }] },
      detectionFacets: { total: 1, pipelines: [{ pipelineId: pipelines.win }] },
    });
    const one = 'query ($id: ID!) { detection(id: $id) { detection { id } } }';
    expect(await code(one, { id: own })).toBeUndefined();
    expect(await code(one, { id: hidden })).toBe('NOT_FOUND');
    const histogram = '{ detectionHistogram(step: 86400) { points { count } } }';
    const { detectionHistogram } = await limited<{ detectionHistogram: { points: { count: number }[] } }>(
      histogram,
    );
    expect(detectionHistogram.points.reduce((sum, { count }) => sum + count, 0)).toBe(1);
    const filtered =
      'query ($filter: DetectionFilter) { detections(filter: $filter) { edges { node { id } } } }';
    expect(await limited(filtered, { filter: { topics: ['lin-a'] } })).toEqual({ detections: { edges: [] } });
  });

  it('sees the samples of rules on trial of the topics that match', async () => {
    const samples = (pipelineId: string | null) =>
      [
        'query ($pipelineId: ID) { shadowMatches(ruleId: "r", pipelineId: $pipelineId) { edges { node { topic } } } }',
        { pipelineId },
      ] as const;
    expect(await limited(...samples(null))).toEqual({
      shadowMatches: { edges: [{ node: { topic: 'win-a' } }] },
    });
    expect(await limited(...samples(pipelines.lin))).toEqual({ shadowMatches: { edges: [] } });
  });

  it('is counted the metrics of what they see', async () => {
    const query = `query ($filter: MetricsFilter, $range: MetricsRange!) {
      metricsHistory(filter: $filter, range: $range, step: 3600) { points { consumed } } }`;
    const range = { from: inDays(-1), to: inDays(0.1) };
    const consumed = async (filter: object | null, token: string): Promise<number> =>
      dataOf<{ metricsHistory: { points: { consumed: number }[] } }>(
        await api.run(query, { filter, range }, token),
      ).metricsHistory.points.reduce((sum, point) => sum + point.consumed, 0);
    const { win: id, lin } = pipelines;
    const own = await consumed({ pipelineIds: [id] }, other);
    expect(own).toBeGreaterThan(0);
    expect(await consumed(null, other)).toBe(2 * own);
    expect(await consumed(null, win)).toBe(own);
    expect(await consumed({ pipelineIds: [id, lin] }, win)).toBe(own);
    expect(await consumed({ pipelineIds: [lin] }, win)).toBe(0);
    expect(await code(query, { filter: { workerIds: ['w'] }, range })).toBe('FORBIDDEN');
    expect(await code(query, { filter: { topics: ['lin-a'] }, range })).toBe('FORBIDDEN');
    expect(await code(query, { filter: { topics: ['win-a'] }, range })).toBeUndefined();
  });

  it('sees nothing of the others on the dashboard', async () => {
    const query =
      '{ dashboard { pipelines { id } topics { topic } detections { id } series { at } topRules { ruleId } } }';
    const { dashboard } = await limited<{ dashboard: Record<string, Record<string, string>[]> }>(query);
    expect(dashboard).toMatchObject({ pipelines: [{ id: pipelines.win }], series: [], topRules: [] });
    expect(dashboard['detections']).toEqual([{ id: detections[0]?.id }]);
    expect(dashboard['topics']?.filter(({ topic }) => topic?.startsWith('win-') !== true)).toEqual([]);
  });

  it('may neither export nor apply the configuration, which is of all pipelines', async () => {
    expect(await code('{ exportConfiguration }')).toBe('FORBIDDEN');
    const apply =
      'mutation { applyConfiguration(input: { document: "version: 1", dryRun: true }) { revision } }';
    expect(await code(apply)).toBe('FORBIDDEN');
  });

  it('gets the ticks and the detections of what they see, live', async () => {
    async function* live(query: string, token: string): AsyncGenerator<unknown> {
      const socket = createClient({
        url: `${api.url.replace('http', 'ws')}/graphql`,
        webSocketImpl: WebSocket,
        connectionParams: { authorization: `Bearer ${token}` },
      });
      onTestFinished(() => void socket.dispose());
      for await (const { data } of socket.iterate({ query })) yield data;
    }
    const first = async (feed: AsyncGenerator<unknown>) => (await feed.next()).value as unknown;
    const metrics = 'subscription { metrics { pipelines { pipelineId } } }';
    expect(await first(live(metrics, win))).toEqual({
      metrics: { pipelines: [{ pipelineId: pipelines.win }] },
    });
    const seen = { limited: [] as string[], all: [] as string[] };
    async function collect(into: string[], token: string): Promise<void> {
      for await (const data of live('subscription { detections { topic } }', token))
        into.push(...(data as { detections: { topic: string }[] }).detections.map(({ topic }) => topic));
    }
    void collect(seen.limited, winToken);
    void collect(seen.all, other);
    let offset = 100;
    await vi.waitFor(
      async () => {
        offset += 1;
        const [hidden, own] = [
          ofPipeline(pipelines.lin, 'lin-a', offset),
          ofPipeline(pipelines.win, 'win-a', offset),
        ];
        await send(topicNames(api.prefix).detections, [hidden, own]);
        expect(new Set(seen.all)).toEqual(new Set(['lin-a', 'win-a']));
        expect(seen.limited).toContain('win-a');
      },
      { timeout: 30_000, interval: 200 },
    );
    expect(new Set(seen.limited)).toEqual(new Set(['win-a']));
  });
});

describe('a limit to topics', () => {
  const UPDATE =
    'mutation ($input: UpdateUserInput!) { updateUser(input: $input) { user { topicPatterns } } }';

  it('that is changed ends the sessions of the user', async () => {
    const member = await createMember(api, 'VIEWER');
    dataOf(await api.run(UPDATE, { input: { id: member.id, topicPatterns: ['a', 'b*', 'a'] } }));
    expect(codeOf(await api.run('{ me { id } }', {}, member.token))).toBe('UNAUTHENTICATED');
  });

  it('is none for administrators, and no pattern is free text', async () => {
    const create = 'mutation ($input: CreateUserInput!) { createUser(input: $input) { user { id } } }';
    const input = { email: `${randomUUID()}@example.org`, role: 'ADMIN', topicPatterns: ['win-*'] };
    expect(codeOf(await api.run(create, { input }))).toBe('BAD_USER_INPUT');
    const wrong = { ...input, role: 'VIEWER', topicPatterns: ["win'); --"] };
    expect(codeOf(await api.run(create, { input: wrong }))).toBe('BAD_USER_INPUT');
  });

  it('without any pattern leaves nothing to see', async () => {
    const member = await createMember(api, 'VIEWER');
    dataOf(await api.run(UPDATE, { input: { id: member.id, topicPatterns: [] } }));
    const login = 'mutation ($input: LoginInput!) { login(input: $input) { token } }';
    const { email, password } = member;
    const { token } = dataOf<{ login: { token: string } }>(
      await api.run(login, { input: { email, password } }, ''),
    ).login;
    const query = '{ topics { name } pipelines { id } detections { edges { cursor } } }';
    expect(dataOf(await api.run(query, {}, token))).toEqual({
      topics: [],
      pipelines: [],
      detections: { edges: [] },
    });
  });
});
