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
  UPLOAD,
} from './testing/operations.ts';
import { startTestApi, type TestApi } from './testing/start-test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const UPDATE_PIPELINE =
  'mutation ($input: UpdatePipelineInput!) { updatePipeline(input: $input) { revision } }';

describe('an id that is no UUID is not found', () => {
  const input = { id: 'seven', version: 1 };
  it.each([
    ['{ pipeline(id: "seven") { id } }', {}],
    ['{ rule(id: "seven") { id } }', {}],
    ['mutation { deleteRule(id: "seven") { id } }', {}],
    ['mutation { deletePipeline(id: "seven") { id } }', {}],
    ['mutation { deleteRepository(id: "seven") { id } }', {}],
    ['mutation { enablePipeline(id: "seven") { revision } }', {}],
    ['mutation { disablePipeline(id: "seven") { revision } }', {}],
    ['mutation ($input: UpdateRuleInput!) { updateRule(input: $input) { revision } }', { input }],
    [UPDATE_PIPELINE, { input }],
    [CREATE_RULE, { input: { repositoryId: 'seven', text: ruleText(randomUUID(), 'A') } }],
    [UPLOAD, { input: { repositoryId: 'seven', files: [{ path: 'a.yml', text: 'a' }] } }],
  ])('%s', async (operation, variables) => {
    expect(codeOf(await api.run(operation, variables))).toBe('NOT_FOUND');
  });

  it('as the repository of a pipeline', async () => {
    const answer = await api.run(CREATE_PIPELINE, {
      input: { ...(await pipelineInput(api)), repositoryIds: ['seven'] },
    });
    expect(codeOf(answer)).toBe('NOT_FOUND');
  });

  it('in capitals, which no row is told by: nothing is changed, and nothing published for it', async () => {
    const { pipeline } = dataOf<{ createPipeline: { pipeline: { id: string } } }>(
      await api.run(CREATE_PIPELINE, { input: await pipelineInput(api) }),
    ).createPipeline;
    const id = pipeline.id.toUpperCase();
    expect(codeOf(await api.run('mutation ($id: ID!) { deletePipeline(id: $id) { id } }', { id }))).toBe(
      'NOT_FOUND',
    );
    expect(codeOf(await api.run(UPDATE_PIPELINE, { input: { id, version: 1 } }))).toBe('NOT_FOUND');
  });

  it.each(['seven', randomUUID()])('as a rule that is disabled in a pipeline: %s', async (ruleId) => {
    const { pipeline } = dataOf<{ createPipeline: { pipeline: { id: string } } }>(
      await api.run(CREATE_PIPELINE, { input: await pipelineInput(api) }),
    ).createPipeline;
    const input = { id: pipeline.id, version: 1, disabledRuleIds: [ruleId] };
    expect(codeOf(await api.run(UPDATE_PIPELINE, { input }))).toBe('NOT_FOUND');
    const created = { ...(await pipelineInput(api)), disabledRuleIds: [ruleId] };
    expect(codeOf(await api.run(CREATE_PIPELINE, { input: created }))).toBe('NOT_FOUND');
  });

  it('as a filter: no rule is in it', async () => {
    const answer = await api.run('{ rules(filter: { repositoryIds: ["seven"] }) { totalCount } }');
    expect(dataOf(answer)).toEqual({ rules: { totalCount: 0 } });
  });
});

describe('a NUL character, which Postgres keeps in no text, is refused', () => {
  it.each([
    [
      'a name',
      'mutation { createRepository(input: { name: "a\\u0000b" }) { revision } }',
      /"name" .*U\+0000/,
    ],
    [
      'a description',
      'mutation { createRepository(input: { name: "a", description: "\\u0000" }) { revision } }',
      /"description"/,
    ],
    ['a search', '{ rules(filter: { search: "\\u0000" }) { totalCount } }', /"search"/],
    ['an id', '{ rule(id: "\\u0000") { id } }', /U\+0000/],
    ['an e-mail', 'mutation { login(input: { email: "\\u0000", password: "x" }) { token } }', /"email"/],
  ])('in %s', async (_what, operation, words) => {
    const answer = await api.run(operation);
    expect(codeOf(answer)).toBe('BAD_USER_INPUT');
    expect(answer.errors?.[0]?.message).toMatch(words);
  });

  it.each([
    ['as it is', ruleText(randomUUID(), 'A\u0000B')],
    ['escaped in YAML', ruleText(randomUUID(), '"A\\0B"')],
  ])('in the text of a rule, %s', async (_how, text) => {
    const answer = await api.run(CREATE_RULE, { input: { repositoryId: await createRepository(api), text } });
    expect(codeOf(answer)).toBe('BAD_USER_INPUT');
  });

  it('in files of an upload, by name; the others are taken', async () => {
    const files = [
      { path: 'good.yml', text: ruleText(randomUUID(), 'Good') },
      { path: 'text.yml', text: `${ruleText(randomUUID(), 'Bad')}# \u0000` },
      { path: 'title.yml', text: ruleText(randomUUID(), '"A\\0B"') },
      { path: 'pa\u0000th.yml', text: ruleText(randomUUID(), 'Bad path') },
    ];
    const answer = await api.run(UPLOAD, { input: { repositoryId: await createRepository(api), files } });
    const { uploadRules } = dataOf<{ uploadRules: { files: object[] } }>(answer);
    const refused = { outcome: 'REFUSED', diagnostics: [{ code: 'upload.nul-character' }] };
    expect(uploadRules).toMatchObject({ added: 1, refused: 3 });
    expect(uploadRules.files).toMatchObject([refused, refused, refused, { outcome: 'ADDED' }]);
  });
});
