import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  codeOf,
  CREATE_PIPELINE,
  CREATE_RULE,
  createRepository,
  dataOf,
  pipelineInput,
  ruleText,
} from './testing/operations.ts';
import { startTestApi, type TestApi } from './testing/start-test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

interface Rules {
  readonly count: number;
  readonly first: readonly { readonly title: string }[];
}
interface Preview {
  readonly problems: readonly string[];
  readonly changes: readonly { readonly field: string; readonly before: unknown; readonly after: unknown }[];
  readonly rulesAdded: Rules;
  readonly rulesRemoved: Rules;
  readonly silentRules: { readonly count: number; readonly first: readonly object[] } | null;
}

const PREVIEW = `query ($input: PreviewPipelineInput!) { previewPipeline(input: $input) {
  problems changes { field before after }
  rulesAdded { count first { title } } rulesRemoved { count first { title } }
  silentRules { count first { rule { title } missing } } } }`;

const preview = async (input: object): Promise<Preview> =>
  dataOf<{ previewPipeline: Preview }>(await api.run(PREVIEW, { input })).previewPipeline;

/** A repository with rules of these titles, each of which looks at a field of that name. */
async function repositoryOf(...titles: readonly string[]): Promise<string> {
  const repositoryId = await createRepository(api);
  for (const title of titles) {
    const text = ruleText(randomUUID(), title, `{sel: {${title}: x}, condition: sel}`);
    dataOf(await api.run(CREATE_RULE, { input: { repositoryId, text } }));
  }
  return repositoryId;
}

/** A pipeline that is there: what it was made with, its id and version. */
async function created(changes: object = {}) {
  const input = { ...(await pipelineInput(api)), ...changes };
  const { createPipeline } = dataOf<{ createPipeline: { pipeline: { id: string; version: number } } }>(
    await api.run(CREATE_PIPELINE, { input }),
  );
  return { input, ...createPipeline.pipeline };
}

describe('the preview of a pipeline', () => {
  it('that is new tells all of it, and stores nothing', async () => {
    const create = { ...(await pipelineInput(api)), repositoryIds: [await repositoryOf('A', 'B')] };
    const before = dataOf<{ dashboard: { revision: number } }>(await api.run('{ dashboard { revision } }'));
    const answer = await preview({ create });
    expect(answer).toMatchObject({
      problems: [],
      rulesAdded: { count: 2, first: [{ title: 'A' }, { title: 'B' }] },
      rulesRemoved: { count: 0 },
      silentRules: null,
    });
    expect(answer.changes).toContainEqual({ field: 'name', before: null, after: create.name });
    const { pipelines } = dataOf<{ pipelines: { name: string }[] }>(await api.run('{ pipelines { name } }'));
    expect(pipelines.map(({ name }) => name)).not.toContain(create.name);
    expect(dataOf(await api.run('{ dashboard { revision } }'))).toEqual(before);
  });

  it('that changes tells what changes, and which rules come and go', async () => {
    const [first, second] = [await repositoryOf('A'), await repositoryOf('B', 'C')];
    const { id, version } = await created({ repositoryIds: [first] });
    const answer = await preview({ update: { id, version, repositoryIds: [second], writeUntagged: true } });
    expect(answer.changes).toEqual([
      { field: 'writeUntagged', before: false, after: true },
      { field: 'repositoryIds', before: [first], after: [second] },
    ]);
    expect(answer.rulesAdded.first).toEqual([{ title: 'B' }, { title: 'C' }]);
    expect(answer.rulesRemoved.first).toEqual([{ title: 'A' }]);
    const disabled = await preview({ update: { id, version, enabled: false } });
    expect(disabled.rulesRemoved.first).toEqual([{ title: 'A' }]);
  });

  it('tells which rules can never fire on such events, as the log source makes them', async () => {
    const { createLogSource } = dataOf<{ createLogSource: { logSource: { id: string } } }>(
      await api.run(
        'mutation ($input: CreateLogSourceInput!) { createLogSource(input: $input) { logSource { id } } }',
        { input: { name: randomUUID(), mapping: [{ field: 'B', sources: ['b'] }] } },
      ),
    );
    const { id, version } = await created({ repositoryIds: [await repositoryOf('A', 'B', 'C')] });
    const events = ['{"A":1}', '{"b":{"c":1}}', 'no event'];
    expect((await preview({ update: { id, version }, events })).silentRules).toEqual({
      count: 2,
      first: [
        { rule: { title: 'B' }, missing: [['B']] },
        { rule: { title: 'C' }, missing: [['C']] },
      ],
    });
    expect((await preview({ update: { id, version, enabled: false }, events })).silentRules?.count).toBe(2);
    const logSourceId = createLogSource.logSource.id;
    expect((await preview({ update: { id, version, logSourceId }, events })).silentRules?.count).toBe(1);
  });

  it.each([
    [
      'a loop',
      (input: { sourceTopics: string[] }) => ({ destinationTopic: input.sourceTopics[0] }),
      /would read what it writes/,
    ],
    ['a topic that is missing', () => ({ destinationTopic: 'nowhere' }), /nowhere/],
    ['an older version', () => ({ version: 0 }), /changed by somebody else/],
    ['a filter that is missing', () => ({ filterIds: [randomUUID()] }), /There is no filter/],
  ] as const)('tells why it would be refused: %s', async (_what, changes, problem) => {
    const { id, version, input } = await created();
    const answer = await preview({ update: { id, version, ...changes(input) } });
    expect(answer.problems).toEqual([expect.stringMatching(problem)]);
    expect(answer.changes).toEqual([]);
  });

  it('that goes tells which rules go with it, and stays', async () => {
    const { id, input } = await created({ repositoryIds: [await repositoryOf('A', 'B')] });
    const answer = await preview({ delete: id, events: ['{}'] });
    expect(answer.rulesRemoved.first).toEqual([{ title: 'A' }, { title: 'B' }]);
    expect(answer.changes).toContainEqual({ field: 'name', before: input.name, after: null });
    expect(answer.silentRules).toBeNull();
    const pipeline = await api.run('query ($id: ID!) { pipeline(id: $id) { version } }', { id });
    expect(dataOf(pipeline)).toEqual({ pipeline: { version: 1 } });
  });

  it('is of one change, and of a pipeline that is there', async () => {
    const update = { id: randomUUID(), version: 1 };
    const create = await pipelineInput(api);
    for (const [input, code] of [
      [{}, 'BAD_USER_INPUT'],
      [{ create, update }, 'BAD_USER_INPUT'],
      [{ update }, 'NOT_FOUND'],
      [{ delete: randomUUID() }, 'NOT_FOUND'],
    ] as const)
      expect(codeOf(await api.run(PREVIEW, { input }))).toBe(code);
  });
});
