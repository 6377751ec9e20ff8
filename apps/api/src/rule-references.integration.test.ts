import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { startGitHubStandIn, type GitHubStandIn } from './testing/github-stand-in.ts';
import {
  codeOf,
  CREATE_PIPELINE,
  CREATE_RULE,
  createRepository,
  dataOf,
  DELETE_RULE,
  pipelineInput,
  ruleText,
} from './testing/operations.ts';
import { startTestApi, type TestApi } from './testing/start-test-api.ts';
import { createGitRepository, sync } from './testing/sync-operations.ts';
import { tarGz } from './testing/tar-gz.ts';

// Whatever takes rules away: no pipeline names them any longer, and the workers are told in the same revision.

let api: TestApi;
let github: GitHubStandIn;
let repositoryId: string;
/** Rules of the repository. */
let [first, second, third] = ['', '', ''];

beforeAll(async () => {
  github = await startGitHubStandIn();
  api = await startTestApi({ GITHUB_API_URL: github.url });
});
afterAll(async () => {
  await api.stop();
  github.stop();
});
beforeEach(async () => {
  repositoryId = await createRepository(api);
  [first, second, third] = [await createRule(), await createRule(), await createRule()];
});

async function createRule(): Promise<string> {
  const input = { repositoryId, text: ruleText(randomUUID(), 'A') };
  const answer = await api.run(CREATE_RULE, { input });
  return dataOf<{ createRule: { rule: { id: string } } }>(answer).createRule.rule.id;
}

/** A pipeline that leaves these rules out. */
async function createPipeline(disabledRuleIds: readonly string[]): Promise<string> {
  const input = { ...(await pipelineInput(api)), disabledRuleIds };
  const answer = await api.run(CREATE_PIPELINE, { input });
  return dataOf<{ createPipeline: { pipeline: { id: string } } }>(answer).createPipeline.pipeline.id;
}

async function pipeline(id: string) {
  const answer = await api.run('query ($id: ID!) { pipeline(id: $id) { version disabledRuleIds } }', { id });
  return dataOf<{ pipeline: { version: number; disabledRuleIds: string[] } }>(answer).pipeline;
}

/** How many objects differ between what the workers were told and Postgres. */
async function differing(): Promise<number> {
  const answer = await api.run('mutation { reconcileConfiguration(input: { dryRun: true }) { differing } }');
  return dataOf<{ reconcileConfiguration: { differing: number } }>(answer).reconcileConfiguration.differing;
}

it('a rule that is deleted is named by no pipeline any longer; others stay as they are', async () => {
  const [both, other] = [await createPipeline([second, first, third]), await createPipeline([third])];
  dataOf(await api.run(DELETE_RULE, { id: first }));
  expect(await pipeline(both)).toEqual({ version: 2, disabledRuleIds: [second, third] });
  expect(await pipeline(other)).toEqual({ version: 1, disabledRuleIds: [third] });
  expect(await differing()).toBe(0);
  const query =
    'query ($id: ID!) { auditLog(first: 1, filter: { objectId: $id }) { edges { node { action actor before after } } } }';
  const { auditLog } = dataOf<{ auditLog: { edges: { node: object }[] } }>(
    await api.run(query, { id: both }),
  );
  expect(auditLog.edges[0]?.node).toEqual({
    ...{ action: 'UPDATE', actor: 'admin@sluice.local' },
    before: { disabledRuleIds: [second, first, third] },
    after: { disabledRuleIds: [second, third] },
  });
});

it('many rules that are deleted at once are, too; a dry run changes nothing', async () => {
  const id = await createPipeline([first, second, third]);
  const remove = (dryRun: boolean) =>
    api.run('mutation ($input: ChangeRulesInput!) { changeRules(input: $input) { revision } }', {
      input: { selection: { ids: [first, third] }, change: { delete: true }, dryRun },
    });
  dataOf(await remove(true));
  expect(await pipeline(id)).toEqual({ version: 1, disabledRuleIds: [first, second, third] });
  dataOf(await remove(false));
  expect(await pipeline(id)).toEqual({ version: 2, disabledRuleIds: [second] });
  expect(await differing()).toBe(0);
});

it('the rules of a repository that is deleted are, too', async () => {
  const id = await createPipeline([first, second]);
  const remove = 'mutation ($id: ID!) { deleteRepository(id: $id) { revision } }';
  dataOf(await api.run(remove, { id: repositoryId }));
  expect(await pipeline(id)).toEqual({ version: 2, disabledRuleIds: [] });
  expect(await differing()).toBe(0);
});

it('the rules that a sync removes are, too', async () => {
  const place = `example/${randomUUID()}`;
  const texts = Array.from(
    { length: 4 },
    (_, n) => [`rules/${n}.yml`, ruleText(randomUUID(), `R${n}`)] as const,
  );
  const publish = (files: typeof texts) => github.publish(place, tarGz(new Map(files)));
  publish(texts);
  const git = {
    url: `https://github.com/${place}`,

    intervalMinutes: 60,
    maxRemovedPercent: 90,
  };
  const synced = await createGitRepository(api, git);
  expect(await sync(api, synced)).toMatchObject({ state: 'SUCCEEDED', added: 4 });
  const { rules } = dataOf<{ rules: { items: { id: string; title: string }[] } }>(
    await api.run(
      'query ($filter: RuleFilter) { rules(sort: TITLE, filter: $filter) { items { id title } } }',
      { filter: { repositoryIds: [synced] } },
    ),
  );
  const ids = rules.items.map((rule) => rule.id);
  const id = await createPipeline(ids);
  publish(texts.slice(1, 3));
  expect(await sync(api, synced)).toMatchObject({ state: 'SUCCEEDED', removed: 2 });
  expect(await pipeline(id)).toEqual({ version: 2, disabledRuleIds: ids.slice(1, 3) });
  expect(await differing()).toBe(0);
});

it('a rule that is deleted while pipelines are told to leave it out is named by none, and nobody waits for ever', async () => {
  const update =
    'mutation ($input: UpdatePipelineInput!) { updatePipeline(input: $input) { pipeline { version } } }';
  for (let round = 0; round < 5; round += 1) {
    const [rule, ids] = [await createRule(), [await createPipeline([]), await createPipeline([])]];
    const answers = await Promise.all([
      ...ids.map((id) => api.run(update, { input: { id, version: 1, disabledRuleIds: [second, rule] } })),
      api.run(DELETE_RULE, { id: rule }),
    ]);
    const codes = answers.map(codeOf);
    expect(codes.at(-1)).toBeUndefined();
    for (const code of codes) expect([undefined, 'NOT_FOUND']).toContain(code);
    for (const id of ids) expect((await pipeline(id)).disabledRuleIds).not.toContain(rule);
  }
});
