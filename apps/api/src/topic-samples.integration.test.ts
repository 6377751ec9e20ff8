import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  codeOf,
  CREATE_RULE,
  createRepository,
  createTopic,
  dataOf,
  pipelineInput,
  ruleText,
} from './testing/operations.ts';
import { startTestApi, type TestApi } from './testing/start-test-api.ts';
import { createTopicOfEvents } from './testing/topic-of-events.ts';
import { sendRecords } from './testing/topic-records.ts';

let api: TestApi;
let topic: string;
beforeAll(async () => {
  api = await startTestApi();
  topic = await createTopicOfEvents(api);
});
afterAll(() => api.stop());

describe('what is tried on events of a topic', () => {
  const sample = () => ({ topic, count: 4 });

  it('is a rule', async () => {
    const { testRule } = dataOf<{ testRule: { trials: { text: string; isMatch: boolean }[] } }>(
      await api.run(
        'query ($input: TestRuleInput!) { testRule(input: $input) { trials { text isMatch } } }',
        {
          input: {
            text: ruleText(randomUUID(), 'Shell'),
            events: ['{"Image":"/usr/bin/sh"}'],
            sample: sample(),
          },
        },
      ),
    );
    expect(testRule.trials.map(({ isMatch }) => isMatch)).toEqual([true, false, true, false, true]);
    expect(testRule.trials[1]?.text).toBe('{"n":299,"Image":"/bin/ls"}');
  });

  it('is a filter, a parsing script, a mapping', async () => {
    const { testFilter } = dataOf<{ testFilter: { trials: { isMatch: boolean }[] } }>(
      await api.run('query ($input: TestFilterInput!) { testFilter(input: $input) { trials { isMatch } } }', {
        input: { text: 'detection: {s: {n|gte: 298}, condition: s}', sample: sample() },
      }),
    );
    expect(testFilter.trials.map(({ isMatch }) => isMatch)).toEqual([true, true, false, false]);
    const { testLogSource } = dataOf<{ testLogSource: { mapped: object }[] }>(
      await api.run('query ($input: TestLogSourceInput!) { testLogSource(input: $input) { mapped } }', {
        input: { mapping: [{ field: 'Number', sources: ['n'] }], sample: sample() },
      }),
    );
    expect(testLogSource[0]).toEqual({ mapped: { Number: 299 } });
  });

  it('is a filter on many: counted, and the first hundred shown', async () => {
    const query = `query ($input: TestFilterInput!) { testFilter(input: $input) {
      trials { isMatch } counts { matched passed refused matchedShare } } }`;
    const test = async (input: object) =>
      dataOf<{ testFilter: { trials: object[]; counts: object } }>(
        await api.run(query, { input: { text: 'detection: {s: {n|gte: 225}, condition: s}', ...input } }),
      ).testFilter;
    const { trials, counts } = await test({ sample: { topic, count: 1_000 } });
    expect(counts).toEqual({ matched: 75, passed: 225, refused: 0, matchedShare: 0.25 });
    expect(trials).toHaveLength(100);
    expect((await test({ events: ['no JSON', '{"n":1}', '{"n":300}'] })).counts).toEqual({
      ...{ matched: 1, passed: 1, refused: 1, matchedShare: 0.5 },
    });
    expect((await test({ events: ['no JSON'] })).counts).toMatchObject({ refused: 1, matchedShare: null });
    const tooMany = { text: 'detection: {s: {n: 1}, condition: s}', sample: { topic, count: 1_001 } };
    expect(codeOf(await api.run(query, { input: tooMany }))).toBe('BAD_USER_INPUT');
  });

  it('is a change of a pipeline: rules that can never fire', async () => {
    const create = await pipelineInput(api);
    const { previewPipeline } = dataOf<{ previewPipeline: { silentRules: { count: number } | null } }>(
      await api.run(
        'query ($input: PreviewPipelineInput!) { previewPipeline(input: $input) { silentRules { count } } }',
        { input: { create, sample: sample() } },
      ),
    );
    expect(previewPipeline.silentRules).toEqual({ count: 0 });
  });
});

it('a mapping is suggested by events of a topic and rules of repositories', async () => {
  const repositoryId = await createRepository(api);
  const text = ruleText(randomUUID(), 'Shell', '{s: {ParentImage|endswith: /usr/sbin/sshd}, condition: s}');
  dataOf(await api.run(CREATE_RULE, { input: { repositoryId, text } }));
  const other = await createTopic(api);
  const event = { parent_image: '/bin/true', f7: '/usr/sbin/sshd', message: '{"n":1}' };
  await sendRecords([{ topic: other, key: null, value: JSON.stringify(event) }]);
  const query =
    'query ($input: SuggestMappingInput!) { suggestMapping(input: $input) { field rules sources { source name value examples } } }';
  const suggest = async (input: object): Promise<unknown> =>
    dataOf<{ suggestMapping: unknown }>(
      await api.run(query, { input: { repositoryIds: [repositoryId], sample: { topic: other }, ...input } }),
    ).suggestMapping;
  expect(await suggest({})).toEqual([
    {
      ...{ field: 'ParentImage', rules: 1 },
      sources: [{ source: 'parent_image', name: 1, value: 0, examples: ['/bin/true'] }],
    },
  ]);
  expect(await suggest({ mapping: [{ field: 'ParentImage', sources: ['f7'] }] })).toEqual([]);
  expect(await suggest({ repositoryIds: [await createRepository(api)] })).toEqual([]);
  expect(await suggest({ repositoryIds: ['no id'] })).toEqual([]);
});
