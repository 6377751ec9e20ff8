import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { codeOf, createTopic, dataOf, ruleText, UPLOAD } from './testing/operations.ts';
import { startTestApi, type Answer, type TestApi } from './testing/start-test-api.ts';

/** Two installations, which share nothing but Kafka and the rules that were uploaded to both. */
let here: TestApi;
let there: TestApi;
let topics: readonly [source: string, destination: string];
beforeAll(async () => {
  [here, there] = await Promise.all([startTestApi(), startTestApi()]);
  topics = [await createTopic(here), await createTopic(here)];
});
afterAll(() => Promise.all([here.stop(), there.stop()]));

const APPLY = `mutation ($input: ApplyConfigurationInput!) { applyConfiguration(input: $input) {
  revision changes { action kind name facts { field before after } } } }`;

interface Applied {
  readonly changes: readonly {
    readonly action: string;
    readonly kind: string;
    readonly name: string;
    readonly facts: readonly { readonly field: string; readonly before: unknown; readonly after: unknown }[];
  }[];
  readonly revision: number;
}

const tryToApply = (api: TestApi, document: string, options: object = {}): Promise<Answer> =>
  api.run(APPLY, { input: { document, ...options } });

async function apply(api: TestApi, document: string, options: object = {}): Promise<Applied> {
  return dataOf<{ applyConfiguration: Applied }>(await tryToApply(api, document, options)).applyConfiguration;
}

async function exported(api: TestApi): Promise<string> {
  return dataOf<{ exportConfiguration: string }>(await api.run('{ exportConfiguration }'))
    .exportConfiguration;
}

const inShort = ({ changes }: Applied): readonly string[] =>
  changes.map(({ action, kind, name }) => `${action} ${kind} ${name}`);

const ids = Array.from({ length: 4 }, () => randomUUID()).toSorted() as [string, string, string, string];
/** The repository "Rules", with the rules of all ids. */
async function prepare(api: TestApi): Promise<void> {
  await apply(api, 'version: 1\n', { prune: true });
  await apply(api, 'version: 1\nrepositories: [{name: Rules}]\n');
  const { repositories } = dataOf<{ repositories: { id: string }[] }>(
    await api.run('{ repositories { id } }'),
  );
  const files = ids.map((id, at) => ({ path: `${at}.yml`, text: ruleText(id, `Rule ${at}`) }));
  dataOf(await api.run(UPLOAD, { input: { repositoryId: repositories[0]?.id, files } }));
}
beforeEach(() => Promise.all([prepare(here), prepare(there)]));

const pipeline = (disabledRules: string): string => `version: 1
repositories: [{name: Rules}]
pipelines:
  - name: Main
    sourceTopics: [${topics[0]}]
    destinationTopic: ${topics[1]}
    repositories: [Rules]
${disabledRules === '' ? '' : `    disabledRules: [${disabledRules}]\n`}`;
const named = (...sigmaIds: readonly string[]): string =>
  sigmaIds.map((id) => `{repository: Rules, id: ${id}}`).join(', ');

async function disabledTitles(api: TestApi): Promise<readonly string[]> {
  const { pipelines } = dataOf<{ pipelines: { disabledRuleIds: string[] }[] }>(
    await api.run('{ pipelines { disabledRuleIds } }'),
  );
  const titles = (pipelines[0]?.disabledRuleIds ?? []).map(async (id) => {
    const answer = await api.run('query ($id: ID!) { rule(id: $id) { title } }', { id });
    return dataOf<{ rule: { title: string } }>(answer).rule.title;
  });
  return (await Promise.all(titles)).toSorted();
}

describe('rules that are disabled in a pipeline', () => {
  it('are carried to another installation by their repository and Sigma id', async () => {
    await apply(here, pipeline(named(ids[1], ids[0])));
    expect(await disabledTitles(here)).toEqual(['Rule 0', 'Rule 1']);
    const document = await exported(here);
    expect(document).toContain(
      `    disabledRules:\n      - repository: Rules\n        id: ${ids[0]}\n      - repository: Rules\n        id: ${ids[1]}\n`,
    );
    expect(inShort(await apply(there, document, { dryRun: true }))).toEqual(['CREATE pipelines Main']);
    await apply(there, document);
    expect(await disabledTitles(there)).toEqual(['Rule 0', 'Rule 1']);
    expect(await exported(there)).toBe(document);
    expect(inShort(await apply(there, document, { prune: true }))).toEqual([]);
  });

  it('are the same in another order or named twice, and change alone', async () => {
    await apply(here, pipeline(named(ids[0], ids[1])));
    const same = pipeline(named(ids[1], ids[0], ids[1])).replace('repository: Rules', 'repository: " Rules"');
    expect(inShort(await apply(here, same))).toEqual([]);
    const [before, after] = [[ids[0], ids[1]], [ids[2]]].map((some) =>
      some.map((id) => ({ repository: 'Rules', id })),
    );
    expect(await apply(here, pipeline(named(ids[2])))).toMatchObject({
      changes: [{ action: 'UPDATE', facts: [{ field: 'disabledRules', before, after }] }],
    });
    expect(await disabledTitles(here)).toEqual(['Rule 2']);
    await apply(
      here,
      pipeline('').replace(
        '    repositories: [Rules]\n',
        '    repositories: [Rules]\n    disabledRules: []\n',
      ),
    );
    expect(await disabledTitles(here)).toEqual([]);
  });

  it('are left alone by a document that says nothing of them', async () => {
    await apply(here, pipeline(named(ids[3])));
    expect(inShort(await apply(here, pipeline(''), { prune: true }))).toEqual([]);
    await apply(here, `${pipeline('')}    writeUntagged: true\n`, { prune: true });
    expect(await disabledTitles(here)).toEqual(['Rule 3']);
  });

  it('must be there, so that none comes on later unseen', async () => {
    const lost = randomUUID();
    const other = `{repository: Nowhere, id: ${ids[0]}}`;
    for (const dryRun of [true, false]) {
      const answer = await tryToApply(here, pipeline(`${named(ids[0], lost)}, ${other}`), { dryRun });
      expect(codeOf(answer)).toBe('BAD_USER_INPUT');
      expect(answer.errors?.[0]?.message).toContain(
        `no such rules: ${lost} of "Rules" (pipelines "Main"), ${ids[0]} of "Nowhere" (pipelines "Main"). `,
      );
    }
    const gone = await tryToApply(
      here,
      pipeline(named(ids[0])).replaceAll('[{name: Rules}]', '[]').replace('repositories: [Rules]', ''),
      { prune: true },
    );
    expect(codeOf(gone)).toBe('BAD_USER_INPUT');
    expect(await exported(here)).toContain('pipelines: []');
  });

  it('that were deleted since are in no document', async () => {
    await apply(here, pipeline(named(ids[0], ids[1])));
    const { rules } = dataOf<{ rules: { items: { id: string; title: string }[] } }>(
      await here.run('{ rules { items { id title } } }'),
    );
    const id = rules.items.find(({ title }) => title === 'Rule 0')?.id;
    dataOf(await here.run('mutation ($id: ID!) { deleteRule(id: $id) { id } }', { id }));
    const document = await exported(here);
    expect(document).not.toContain(ids[0]);
    expect(inShort(await apply(here, document, { prune: true }))).toEqual([]);
  });
});
