import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  codeOf,
  CREATE_PIPELINE,
  createRepository,
  createTopic,
  dataOf,
  ruleText,
} from './testing/operations.ts';
import { createMember } from './testing/people.ts';
import { compareRules, rulesOnWorkers, type RulesDifference } from './testing/rules-on-workers.ts';
import { startTestApi, type TestApi } from './testing/start-test-api.ts';

let api: TestApi;
let database: pg.Client;
beforeAll(async () => {
  api = await startTestApi();
  database = new pg.Client({ connectionString: api.databaseUrl });
  await database.connect();
});
afterAll(async () => {
  await database.end();
  await api.stop();
});

interface Rules {
  readonly count: number;
  readonly first: readonly { readonly title: string }[];
}
interface Pipeline {
  readonly pipeline: { readonly id: string } | null;
  readonly changes: readonly object[];
  readonly rulesAdded: Rules;
  readonly rulesRemoved: Rules;
  readonly rulesChanged: Rules;
  readonly events: object | null;
  readonly silentRules: {
    readonly count: number;
    readonly first: readonly { rule: { title: string } }[];
  } | null;
  readonly isCut: boolean;
}
interface Preview {
  readonly problems: readonly string[];
  readonly diagnostics: readonly { readonly severity: string }[];
  readonly changes: readonly object[];
  readonly pipelines: { readonly count: number; readonly first: readonly Pipeline[] };
}

type Kind = 'Filter' | 'LogSource' | 'Rules';

const queryOf = (
  kind: Kind,
): string => `query ($input: Preview${kind}Input!) { preview: preview${kind}(input: $input) {
  problems diagnostics { severity } changes { field before after }
  pipelines { count first { pipeline { id } changes { field before after } isCut
    rulesAdded { count first { title } } rulesRemoved { count first { title } } rulesChanged { count first { title } }
    events { read filteredBefore filteredAfter unparsedBefore unparsedAfter }
    silentRules { count first { rule { title } missing } } } } } }`;

const preview = async (kind: Kind, input: object, token?: string): Promise<Preview> =>
  dataOf<{ preview: Preview }>(await api.run(queryOf(kind), { input }, token)).preview;

async function create(kind: string, input: object): Promise<string> {
  const field = `${kind.charAt(0).toLowerCase()}${kind.slice(1)}`;
  const mutation = `mutation ($input: Create${kind}Input!) { done: create${kind}(input: $input) { object: ${field} { id } } }`;
  return dataOf<{ done: { object: { id: string } } }>(await api.run(mutation, { input })).done.object.id;
}

/** Ids of the rules, by title; each looks at a field of that name. */
async function addRules(repositoryId: string, ...titles: readonly string[]): Promise<Record<string, string>> {
  const ids: Record<string, string> = {};
  for (const title of titles) {
    const text = ruleText(randomUUID(), title, `{sel: {${title}: x}, condition: sel}`);
    ids[title] = await create('Rule', { repositoryId, text });
  }
  return ids;
}

async function addPipeline(input: object): Promise<string> {
  const topics = { sourceTopics: [await createTopic(api)], destinationTopic: await createTopic(api) };
  const answer = await api.run(CREATE_PIPELINE, { input: { name: randomUUID(), ...topics, ...input } });
  return dataOf<{ createPipeline: { pipeline: { id: string } } }>(answer).createPipeline.pipeline.id;
}

function told({ pipelines }: Preview): Record<string, RulesDifference> {
  const titles = ({ first }: Rules): string[] => first.map(({ title }) => title);
  return Object.fromEntries(
    pipelines.first.map(({ pipeline, rulesAdded, rulesRemoved, rulesChanged }) => [
      pipeline?.id ?? '',
      { added: titles(rulesAdded), removed: titles(rulesRemoved), changed: titles(rulesChanged) },
    ]),
  );
}

async function revision(): Promise<unknown> {
  return dataOf(await api.run('{ dashboard { revision } }'));
}

describe('the preview of rules', () => {
  const MUTATIONS = {
    create: 'mutation ($input: CreateRuleInput!) { createRule(input: $input) { revision } }',
    update: 'mutation ($input: UpdateRuleInput!) { updateRule(input: $input) { revision } }',
    delete: 'mutation ($input: ID!) { deleteRule(id: $input) { revision } }',
    change: 'mutation ($input: ChangeRulesInput!) { changeRules(input: $input) { revision } }',
  } as const;

  interface World {
    readonly first: string;
    readonly second: string;
    readonly ids: Record<string, string>;
  }

  /** Two repositories, and pipelines that use either, both, none of `B`, and one that is disabled. */
  async function world(): Promise<World> {
    const [first, second] = [await createRepository(api), await createRepository(api)];
    const ids = { ...(await addRules(first, 'A', 'B')), ...(await addRules(second, 'C')) };
    for (const input of [
      { repositoryIds: [first] },
      { repositoryIds: [second] },
      { repositoryIds: [first, second] },
      { repositoryIds: [first], disabledRuleIds: [ids['B']] },
      { repositoryIds: [first], enabled: false },
    ])
      await addPipeline(input);
    return { first, second, ids };
  }

  const CHANGES: readonly (readonly [
    what: string,
    kind: keyof typeof MUTATIONS,
    input: (world: World) => unknown,
    pipelines: number,
  ])[] = [
    ['a new rule', 'create', ({ first }) => ({ repositoryId: first, text: ruleText(randomUUID(), 'N') }), 3],
    [
      'a new draft',
      'create',
      ({ first }) => ({ repositoryId: first, text: ruleText(randomUUID(), 'N'), stage: 'DRAFT' }),
      0,
    ],
    ['disabling', 'update', ({ ids }) => ({ id: ids['B'], version: 1, enabled: false }), 2],
    ['a stage', 'update', ({ ids }) => ({ id: ids['A'], version: 1, stage: 'SHADOW' }), 3],
    ['back to a draft', 'update', ({ ids }) => ({ id: ids['C'], version: 1, stage: 'DRAFT' }), 2],
    ['a level', 'update', ({ ids }) => ({ id: ids['A'], version: 1, levelOverride: 'LOW' }), 3],
    [
      'another text',
      'update',
      ({ ids }) => ({
        id: ids['B'],
        version: 1,
        text: ruleText(randomUUID(), 'B', '{s: {Z: 1}, condition: s}'),
      }),
      2,
    ],
    ['nothing that workers see', 'update', ({ ids }) => ({ id: ids['A'], version: 1, enabled: true }), 0],
    ['deleting', 'delete', ({ ids }) => ids['A'], 3],
    [
      'disabling a whole repository',
      'change',
      ({ first }) => ({ selection: { filter: { repositoryIds: [first] } }, change: { enabled: false } }),
      3,
    ],
    [
      'moving',
      'change',
      ({ ids, second }) => ({ selection: { ids: [ids['B']] }, change: { repositoryId: second } }),
      2,
    ],
    [
      'deleting several',
      'change',
      ({ ids }) => ({ selection: { ids: [ids['A'], ids['C']] }, change: { delete: true } }),
      4,
    ],
  ];

  it.each(CHANGES)('tells what then becomes of them: %s', async (_what, kind, inputOf, pipelines) => {
    const input = inputOf(await world());
    const [before, revisionBefore] = [await rulesOnWorkers(database), await revision()];
    const answer = await preview('Rules', { [kind]: input });
    expect(answer.problems).toEqual([]);
    expect(answer.pipelines.count).toBe(pipelines);
    expect(await rulesOnWorkers(database)).toEqual(before);
    expect(await revision()).toEqual(revisionBefore);
    dataOf(await api.run(MUTATIONS[kind], { input }));
    expect(told(answer)).toEqual(compareRules(before, await rulesOnWorkers(database)));
  });

  it('tells which rules could never fire with the new text, also of one that is new', async () => {
    const { first, ids } = await world();
    const events = ['{"A":1,"Z":1}'];
    const text = ruleText(randomUUID(), 'B', '{s: {Z: 1}, condition: s}');
    /** Titles for each pipeline that is touched. */
    const silent = async (input: object): Promise<readonly (string | undefined)[]> => {
      const { pipelines } = await preview('Rules', { ...input, events });
      return pipelines.first
        .map(({ silentRules }) => silentRules?.first.map(({ rule }) => rule.title).join(' '))
        .toSorted();
    };
    expect(await silent({ update: { id: ids['B'], version: 1, text } })).toEqual(['', 'C']);
    expect(await silent({ update: { id: ids['B'], version: 1, stage: 'SHADOW' } })).toEqual(['B', 'B C']);
    const other = ruleText(randomUUID(), 'N', '{s: {Q: 1}, condition: s}');
    expect(await silent({ create: { repositoryId: first, text: other } })).toEqual(['B C N', 'B N', 'N']);
  });

  it('tells of a pipeline that leaves out the rule which is deleted', async () => {
    const { ids } = await world();
    const answer = await preview('Rules', { delete: ids['B'] });
    expect(answer.pipelines.count).toBe(3);
    const leaving = answer.pipelines.first.filter(({ changes }) => changes.length > 0);
    expect(leaving).toMatchObject([
      { changes: [{ field: 'disabledRuleIds', before: [ids['B']], after: [] }], rulesRemoved: { count: 0 } },
    ]);
    expect(answer.changes).toContainEqual({ field: 'enabled', before: true, after: null });
    dataOf(await api.run(MUTATIONS.delete, { input: ids['B'] }));
    const id = leaving[0]?.pipeline?.id;
    const pipeline = await api.run('query ($id: ID!) { pipeline(id: $id) { disabledRuleIds } }', { id });
    expect(dataOf(pipeline)).toEqual({ pipeline: { disabledRuleIds: [] } });
  });

  it('tells the facts of the one rule, and what is wrong with a text', async () => {
    const { ids } = await world();
    const answer = await preview('Rules', { update: { id: ids['A'], version: 1, stage: 'SHADOW' } });
    expect(answer.changes).toEqual([{ field: 'stage', before: 'LIVE', after: 'SHADOW' }]);
    const wrong = await preview('Rules', { update: { id: ids['A'], version: 1, text: 'title: x' } });
    expect(wrong.problems.length).toBeGreaterThan(0);
    expect(wrong.diagnostics).toContainEqual({ severity: 'ERROR' });
    expect(wrong.pipelines.count).toBe(0);
  });
});

describe('the preview of a filter', () => {
  const TEXT = 'detection: {sel: {A: "1"}, condition: sel}';
  const UPDATE = 'mutation ($input: UpdateFilterInput!) { updateFilter(input: $input) { revision } }';

  it('names the pipelines that use it, and tells which events go and which rules fall silent', async () => {
    const repository = await createRepository(api);
    await addRules(repository, 'A', 'B');
    const id = await create('Filter', { name: randomUUID(), text: TEXT });
    const repositoryIds = [repository];
    const [used, disabled] = [
      await addPipeline({ repositoryIds, filterIds: [id] }),
      await addPipeline({ repositoryIds, filterIds: [id], enabled: false }),
    ];
    await addPipeline({ repositoryIds });
    const events = ['{"A":"1"}', '{"B":"2"}', '{"B":"2","A":"1"}', 'none'];
    const update = { id, version: 1, text: 'detection: {sel: {B: "2"}, condition: sel}' };
    const answer = await preview('Filter', { update, events });
    expect(answer.changes).toEqual([{ field: 'text', before: TEXT, after: update.text }]);
    expect(answer.pipelines.first.map(({ pipeline }) => pipeline?.id).toSorted()).toEqual(
      [used, disabled].toSorted(),
    );
    expect(answer.pipelines.first[0]).toMatchObject({
      events: { read: 3, filteredBefore: 2, filteredAfter: 2, unparsedBefore: 0, unparsedAfter: 0 },
      silentRules: { count: 1, first: [{ rule: { title: 'B' }, missing: [['B']] }] },
      rulesAdded: { count: 0 },
      rulesRemoved: { count: 0 },
      isCut: false,
    });
    // What is told of the changed filter is told of the stored one once the change is made.
    dataOf(await api.run(UPDATE, { input: update }));
    const same = await preview('Filter', { update: { id, version: 2, name: randomUUID() }, events });
    expect(same.pipelines.first.map(({ silentRules }) => silentRules)).toEqual(
      answer.pipelines.first.map(({ silentRules }) => silentRules),
    );
    expect(same.pipelines.first[0]?.events).toMatchObject({ filteredBefore: 2, filteredAfter: 2 });
  });

  it('that is new touches nothing, and tells why it would be refused', async () => {
    const name = randomUUID();
    expect(await preview('Filter', { create: { name, text: TEXT } })).toMatchObject({
      problems: [],
      changes: [{ field: 'name', before: null, after: name }, { field: 'text' }],
      pipelines: { count: 0 },
    });
    await create('Filter', { name, text: TEXT });
    const taken = await preview('Filter', { create: { name, text: TEXT } });
    expect(taken.problems).toEqual([expect.stringContaining('exists already')]);
    const wrong = await preview('Filter', { create: { name: randomUUID(), text: 'detection: {' } });
    expect(wrong.problems).toEqual([expect.stringMatching(/^line \d+, column \d+: /)]);
    expect(wrong.diagnostics).toContainEqual({ severity: 'ERROR' });
  });

  it('that goes tells what it is needed by', async () => {
    const id = await create('Filter', { name: randomUUID(), text: TEXT });
    const free = await preview('Filter', { delete: id });
    expect(free).toMatchObject({
      problems: [],
      changes: [{ field: 'name', after: null }, { field: 'text' }],
    });
    const name = randomUUID();
    await addPipeline({ name, repositoryIds: [await createRepository(api)], filterIds: [id] });
    const used = await preview('Filter', { delete: id });
    expect(used.problems).toEqual([expect.stringContaining(name)]);
    expect(dataOf(await api.run('query ($id: ID!) { filter(id: $id) { version } }', { id }))).toEqual({
      filter: { version: 1 },
    });
  });
});

describe('the preview of a log source', () => {
  it('tells which events its script loses and which rules its mapping silences', async () => {
    const repository = await createRepository(api);
    await addRules(repository, 'A', 'B');
    const mapping = [{ field: 'B', sources: ['b'] }];
    const id = await create('LogSource', { name: randomUUID(), mapping });
    const pipeline = await addPipeline({ repositoryIds: [repository], logSourceId: id });
    await addPipeline({ repositoryIds: [repository] });
    const events = ['{"A":1,"b":2}'];
    const answer = await preview('LogSource', { update: { id, version: 1, mapping: [] }, events });
    expect(answer.changes).toEqual([{ field: 'mapping', before: { B: ['b'] }, after: {} }]);
    expect(answer.pipelines).toMatchObject({
      count: 1,
      first: [{ pipeline: { id: pipeline }, silentRules: { count: 1, first: [{ rule: { title: 'B' } }] } }],
    });
    const kept = await preview('LogSource', { update: { id, version: 1, name: randomUUID() }, events });
    expect(kept.pipelines.first[0]?.silentRules?.count).toBe(0);
    const script = await preview('LogSource', { update: { id, version: 1, script: 'nonsense(' }, events });
    expect(script.problems).toHaveLength(1);
    expect((await preview('LogSource', { delete: id })).problems).toEqual([
      expect.stringContaining('is used by'),
    ]);
    expect((await preview('LogSource', { create: { name: randomUUID() } })).pipelines.count).toBe(0);
  });
});

it('shows no pipeline to who may not see its topics', async () => {
  const repository = await createRepository(api);
  const { A: id } = await addRules(repository, 'A');
  await addPipeline({ repositoryIds: [repository] });
  const member = await createMember(api, 'ENGINEER');
  const update = 'mutation ($input: UpdateUserInput!) { updateUser(input: $input) { user { id } } }';
  dataOf(await api.run(update, { input: { id: member.id, topicPatterns: ['none-*'] } }));
  const login = 'mutation ($input: LoginInput!) { login(input: $input) { token } }';
  const { email, password } = member;
  const { token } = dataOf<{ login: { token: string } }>(
    await api.run(login, { input: { email, password } }, ''),
  ).login;
  const input = { update: { id, version: 1, enabled: false } };
  expect((await preview('Rules', input)).pipelines.count).toBe(1);
  expect((await preview('Rules', input, token)).pipelines).toEqual({ count: 0, first: [] });
});

it.each(['Filter', 'LogSource', 'Rules'] as const)(
  'the preview of %s is of one change, of what is there, with few events',
  async (kind) => {
    for (const [input, code] of [
      [{}, 'BAD_USER_INPUT'],
      [{ delete: randomUUID(), update: { id: randomUUID(), version: 1 } }, 'BAD_USER_INPUT'],
      [{ delete: randomUUID() }, 'NOT_FOUND'],
      [{ update: { id: randomUUID(), version: 1 } }, 'NOT_FOUND'],
      [{ delete: randomUUID(), events: Array<string>(101).fill('{}') }, 'BAD_USER_INPUT'],
    ] as const)
      expect(codeOf(await api.run(queryOf(kind), { input }))).toBe(code);
  },
);
