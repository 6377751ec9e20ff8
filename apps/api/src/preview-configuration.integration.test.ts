import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { codeOf, createTopic, dataOf, ruleText, UPLOAD } from './testing/operations.ts';
import { createApiToken } from './testing/people.ts';
import { compareRules, rulesOnWorkers, type RulesDifference } from './testing/rules-on-workers.ts';
import { startTestApi, type TestApi } from './testing/start-test-api.ts';
import { sendRecords } from './testing/topic-records.ts';

// What the dry run of a document says of pipelines is what applying it does to them.

let api: TestApi;
let database: pg.Client;
let topics: readonly [source: string, destination: string];
beforeAll(async () => {
  api = await startTestApi();
  database = new pg.Client({ connectionString: api.databaseUrl });
  await database.connect();
  topics = [await createTopic(api), await createTopic(api)];
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
  readonly pipeline: { readonly name: string } | null;
  readonly changes: readonly { readonly field: string; readonly after: unknown }[];
  readonly rulesAdded: Rules;
  readonly rulesRemoved: Rules;
  readonly rulesChanged: Rules;
  readonly events: object | null;
  readonly silentRules: { readonly first: readonly { readonly rule: { readonly title: string } }[] } | null;
}
interface Applied {
  readonly changes: readonly object[];
  readonly revision: number;
  readonly pipelines: { readonly count: number; readonly first: readonly Pipeline[] } | null;
}

const APPLY = `mutation ($input: ApplyConfigurationInput!) { applyConfiguration(input: $input) { revision changes { name }
  pipelines { count first { pipeline { name } changes { field after }
    rulesAdded { count first { title } } rulesRemoved { count first { title } } rulesChanged { count first { title } }
    events { read filteredBefore filteredAfter unparsedBefore unparsedAfter }
    silentRules { first { rule { title } missing } } } } } }`;

const tryToApply = (document: string, options: object = {}, token?: string) =>
  api.run(APPLY, { input: { document, ...options } }, token);

async function apply(document: string, options: object = {}): Promise<Applied> {
  return dataOf<{ applyConfiguration: Applied }>(await tryToApply(document, options)).applyConfiguration;
}

const nameOf = ({ pipeline, changes }: Pipeline): string =>
  pipeline?.name ?? String(changes.find(({ field }) => field === 'name')?.after);

const titles = ({ first }: Rules): string[] => first.map(({ title }) => title);

/** What a dry run says of the rules of each pipeline; those with the same are left out. */
function told({ pipelines }: Applied): Record<string, RulesDifference> {
  const all = (pipelines?.first ?? []).map((each) => {
    const { rulesAdded, rulesRemoved, rulesChanged } = each;
    const difference = {
      ...{ added: titles(rulesAdded), removed: titles(rulesRemoved), changed: titles(rulesChanged) },
    };
    return [nameOf(each), difference] as const;
  });
  return Object.fromEntries(all.filter(([, each]) => Object.values(each).flat().length > 0));
}

/** Sigma ids of the rules; each looks at a field of its title. */
const ids = Object.fromEntries(['A', 'B', 'C', 'X', 'Y'].map((title) => [title, randomUUID()]));
const HOLDS = { First: ['A', 'B', 'C'], Second: ['X', 'Y'] } as const;

const pipeline = (name: string, repositories: string, more = ''): string =>
  `  - {name: ${name}, sourceTopics: [${topics[0]}], destinationTopic: ${topics[1]}, repositories: [${repositories}]${more}}\n`;

/** Two repositories, and what else is given. */
const document = (kinds: string): string =>
  `version: 1\nrepositories: [{name: First}, {name: Second}]\n${kinds}`;

const noise = (user: string): string =>
  `filters: [{name: Noise, text: "detection: {n: {User: ${user}}, condition: n}"}]\n`;

/** What each test begins with. */
const begin = (): string =>
  `${document(noise('backup'))}logSources: [{name: Endpoints, mapping: {A: [a]}}]\npipelines:\n${[
    pipeline('Both', 'First, Second', ', filters: [Noise]'),
    pipeline('One', 'First', ', logSource: Endpoints'),
    pipeline('Off', 'Second', ', enabled: false'),
    pipeline('Gone', 'Second'),
  ].join('')}`;

beforeEach(async () => {
  await apply('version: 1\n', { prune: true });
  await apply(document(''));
  const { repositories } = dataOf<{ repositories: { id: string; name: 'First' | 'Second' }[] }>(
    await api.run('{ repositories { id name } }'),
  );
  for (const { id: repositoryId, name } of repositories) {
    const files = HOLDS[name].map((title) => ({
      path: `${title}.yml`,
      text: ruleText(ids[title] ?? '', title, `{sel: {${title}: x}, condition: sel}`),
    }));
    dataOf(await api.run(UPLOAD, { input: { repositoryId, files } }));
  }
  await apply(begin());
});

const rule = (repository: string, title: string, state = ''): string =>
  `{repository: ${repository}, id: ${ids[title]}${state}}`;

it.each<readonly [string, () => string, object]>([
  [
    'the states of rules',
    () =>
      `${document('')}rules: [${rule('First', 'A', ', enabled: false')}, ${rule('First', 'B', ', stage: SHADOW')}, ${rule('Second', 'X', ', level: low')}]\n`,
    {},
  ],
  [
    'pipelines that come, go, are disabled and enabled',
    () =>
      `${document('')}pipelines:\n${pipeline('Off', 'Second')}${pipeline('New', 'First')}${pipeline('One', 'First', ', enabled: false')}`,
    { prune: true },
  ],
  [
    'other repositories and rules of a pipeline',
    () =>
      `${document('')}pipelines:\n${pipeline('One', 'Second', `, disabledRules: [${rule('Second', 'Y')}]`)}`,
    {},
  ],
  [
    'states of rules and pipelines at once',
    () =>
      `${document('')}rules: [${rule('First', 'A', ', stage: DRAFT')}, ${rule('First', 'C', ', stage: SHADOW')}]\npipelines:\n${pipeline('One', 'First, Second', `, disabledRules: [${rule('First', 'C')}]`)}`,
    {},
  ],
  [
    'a repository that goes with its rules',
    () =>
      `version: 1\nrepositories: [{name: Second}]\npipelines:\n${pipeline('Both', 'Second')}${pipeline('Gone', 'Second')}`,
    { prune: true },
  ],
])('it tells what rules come, go and change: %s', async (_what, wanted, options) => {
  const before = await rulesOnWorkers(database, 'name');
  const dry = await apply(wanted(), { ...options, dryRun: true });
  expect(await rulesOnWorkers(database, 'name')).toEqual(before);
  const real = await apply(wanted(), options);
  expect(real).toEqual({ ...dry, revision: dry.revision + 1, pipelines: null });
  const difference = compareRules(before, await rulesOnWorkers(database, 'name'));
  expect(Object.keys(difference)).not.toEqual([]);
  expect(told(dry)).toEqual(difference);
  expect((await apply(wanted(), { ...options, dryRun: true })).pipelines).toEqual({ count: 0, first: [] });
});

it('it tells which rules can never fire on events, and what filters take out', async () => {
  const wanted = `${document(noise('robot'))}pipelines:\n${pipeline('New', 'First')}`;
  const events = ['{"A": 1, "User": "robot"}', '{"A": 1, "C": 2, "User": "backup"}', '{"X": 1}'];
  const { pipelines } = await apply(wanted, { dryRun: true, events });
  const [both, made] = pipelines?.first ?? [];
  const silent = (each: Pipeline | undefined) => each?.silentRules?.first.map((known) => known.rule.title);
  expect(pipelines?.count).toBe(2);
  expect(both).toMatchObject({ pipeline: { name: 'Both' }, events: { filteredBefore: 1, filteredAfter: 1 } });
  expect(silent(both)).toEqual(['B', 'Y']);
  expect(made).toMatchObject({ pipeline: null, events: { read: 3, filteredBefore: null, filteredAfter: 0 } });
  expect(silent(made)).toEqual(['B']);
});

it('it takes events of a source too, from who may read it', async () => {
  const records = Array.from({ length: 3 }, (_, n) => ({
    topic: topics[0],
    key: String(n),
    value: '{"b": 1, "C": 2}',
  }));
  await sendRecords(records);
  const wanted = `${document('')}logSources: [{name: Endpoints, mapping: {B: [b]}}]\n`;
  const sample = { topic: topics[0], count: 100 };
  const { pipelines } = await apply(wanted, { dryRun: true, sample });
  expect(pipelines?.first).toMatchObject([
    {
      pipeline: { name: 'One' },
      events: { read: 3 },
      silentRules: { first: [{ rule: { title: 'A' }, missing: [['A']] }] },
    },
  ]);
  const { secret } = await createApiToken(api, ['PIPELINES_WRITE']);
  expect(codeOf(await tryToApply(wanted, { dryRun: true, sample }, secret))).toBe('FORBIDDEN');
  expect(codeOf(await tryToApply(wanted, { dryRun: true }, secret))).toBeUndefined();
});

it('it is refused for what applying would be refused for, and for too many events', async () => {
  const broken = `${document('filters: [{name: Noise, text: "nonsense: 1"}]')}\n`;
  expect(codeOf(await tryToApply(broken, { dryRun: true }))).toBe('BAD_USER_INPUT');
  const events = Array<string>(101).fill('{}');
  expect(codeOf(await tryToApply(document(''), { dryRun: true, events }))).toBe('BAD_USER_INPUT');
});
