import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRepository, dataOf, ruleText } from './testing/operations.ts';
import {
  addPipeline,
  addRules,
  preview,
  type Preview,
  type PreviewedRules,
} from './testing/preview-operations.ts';
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

function told({ pipelines }: Preview): Record<string, RulesDifference> {
  const titles = ({ first }: PreviewedRules): string[] => first.map(({ title }) => title);
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
    const ids = { ...(await addRules(api, first, 'A', 'B')), ...(await addRules(api, second, 'C')) };
    for (const input of [
      { repositoryIds: [first] },
      { repositoryIds: [second] },
      { repositoryIds: [first, second] },
      { repositoryIds: [first], disabledRuleIds: [ids['B']] },
      { repositoryIds: [first], enabled: false },
    ])
      await addPipeline(api, input);
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
    const answer = await preview(api, 'Rules', { [kind]: input });
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
      const { pipelines } = await preview(api, 'Rules', { ...input, events });
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
    const answer = await preview(api, 'Rules', { delete: ids['B'] });
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
    const answer = await preview(api, 'Rules', { update: { id: ids['A'], version: 1, stage: 'SHADOW' } });
    expect(answer.changes).toEqual([{ field: 'stage', before: 'LIVE', after: 'SHADOW' }]);
    const wrong = await preview(api, 'Rules', { update: { id: ids['A'], version: 1, text: 'title: x' } });
    expect(wrong.problems.length).toBeGreaterThan(0);
    expect(wrong.diagnostics).toContainEqual({ severity: 'ERROR' });
    expect(wrong.pipelines.count).toBe(0);
  });
});
