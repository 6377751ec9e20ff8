import { randomUUID } from 'node:crypto';
import { topicNames } from '@sluice/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportOf } from './testing/messages.ts';
import {
  codeOf,
  CREATE_PIPELINE,
  CREATE_RULE,
  createRepository,
  createTopic,
  dataOf,
  ruleText,
} from './testing/operations.ts';
import { createMember } from './testing/people.ts';
import { startTestApi, type TestApi } from './testing/start-test-api.ts';
import { sendRecords, untilRead } from './testing/topic-records.ts';

interface Item {
  readonly rule: { readonly id: string; readonly title: string };
  readonly matches: number;
  readonly shadowMatches: number;
  readonly missing: readonly (readonly string[])[] | null;
}
interface Page {
  readonly items: readonly Item[];
  readonly totalCount: number;
}

let api: TestApi;
let pipelineId = '';
const ids: Record<string, string> = {};
const nowMs = Math.floor(Date.now() / 1000) * 1000;
const iso = (ms: number): string => new Date(ms).toISOString();
const DAY_MS = 24 * 3600 * 1000;

async function addRule(repositoryId: string, title: string, stage = 'LIVE'): Promise<void> {
  const text = ruleText(randomUUID(), title, `{sel: {${title}: x}, condition: sel}`);
  const answer = await api.run(CREATE_RULE, { input: { repositoryId, text, stage } });
  ids[title] = dataOf<{ createRule: { rule: { id: string } } }>(answer).createRule.rule.id;
}

async function addPipeline(input: object): Promise<string> {
  const topics = { sourceTopics: [await createTopic(api)], destinationTopic: await createTopic(api) };
  const answer = await api.run(CREATE_PIPELINE, { input: { name: randomUUID(), ...topics, ...input } });
  return dataOf<{ createPipeline: { pipeline: { id: string } } }>(answer).createPipeline.pipeline.id;
}

const ARGS = `$id: ID!, $activity: PipelineRuleActivity, $search: String, $sort: PipelineRuleSort! = MATCHES, $page: PageInput,
  $range: MetricsRange, $events: [String!]! = []`;
const QUERY = `query (${ARGS}) { pipelineRules(pipelineId: $id, activity: $activity, search: $search, sort: $sort, page: $page,
  range: $range, events: $events) { totalCount isCut items { rule { id title } matches shadowMatches missing } } }`;

const ask = async (args: object = {}): Promise<Page> =>
  dataOf<{ pipelineRules: Page }>(await api.run(QUERY, { id: pipelineId, ...args })).pipelineRules;
const titles = ({ items }: Page): string[] => items.map(({ rule }) => rule.title);

beforeAll(async () => {
  api = await startTestApi();
  const repositoryId = await createRepository(api);
  for (const title of ['Often', 'Silent', 'Seldom', 'LeftOut', 'Old']) await addRule(repositoryId, title);
  await addRule(repositoryId, 'Shadow', 'SHADOW');
  await addRule(repositoryId, 'Draft', 'DRAFT');
  pipelineId = await addPipeline({ repositoryIds: [repositoryId], disabledRuleIds: [ids['LeftOut']] });
  const other = await addPipeline({ repositoryIds: [repositoryId] });
  const of = (title: string): string => ids[title] ?? '';
  const rules = { [of('Often')]: 9, [of('Seldom')]: 1, [of('LeftOut')]: 5 };
  const reports = [
    reportOf('a', 0, nowMs - 3 * DAY_MS, { pipelineId, rules: { [of('Old')]: 4 }, shadowRules: {} }),
    reportOf('a', 1, nowMs - 7_200_000, { pipelineId, rules, shadowRules: { [of('Shadow')]: 3 } }),
    reportOf('a', 2, nowMs - 2_000, { pipelineId, rules: { [of('Often')]: 2 }, shadowRules: {} }),
    reportOf('a', 3, nowMs - 2_000, { pipelineId: other, rules: { [of('Silent')]: 50 }, shadowRules: {} }),
  ];
  const topic = topicNames(api.prefix).metrics;
  await sendRecords(reports.map((report) => ({ topic, key: 'w', value: JSON.stringify(report) })));
  await untilRead(`${api.prefix}.api.metrics`, topic);
});
afterAll(() => api.stop());

describe('the rules of a pipeline', () => {
  it('come with their matches in this pipeline and the last 24 hours, most of them first', async () => {
    const page = await ask();
    expect(page.totalCount).toBe(5);
    expect(
      page.items.map(({ rule, matches, shadowMatches }) => [rule.title, matches, shadowMatches]),
    ).toEqual([
      ['Often', 11, 0],
      ['Shadow', 0, 3],
      ['Seldom', 1, 0],
      ['Old', 0, 0],
      ['Silent', 0, 0],
    ]);
    expect(page.items.every(({ missing }) => missing === null)).toBe(true);
  });

  it('have those that matched in a range, and those that never did', async () => {
    expect(titles(await ask({ activity: 'MATCHED' }))).toEqual(['Often', 'Shadow', 'Seldom']);
    expect(titles(await ask({ activity: 'NEVER_MATCHED' }))).toEqual(['Old', 'Silent']);
    const range = { from: iso(nowMs - 4 * DAY_MS), to: iso(nowMs - 2 * DAY_MS) };
    expect(await ask({ activity: 'MATCHED', range })).toMatchObject({
      totalCount: 1,
      items: [{ rule: { title: 'Old' }, matches: 4 }],
    });
    expect(titles(await ask({ activity: 'NEVER_MATCHED', range }))).toEqual([
      'Often',
      'Seldom',
      'Shadow',
      'Silent',
    ]);
  });

  it('have those that cannot fire for want of fields, as the events have them', async () => {
    const events = ['{"Often":1}', '{"Old":{"x":1}}'];
    const page = await ask({ activity: 'CANNOT_FIRE', events, sort: 'TITLE' });
    expect(page.items.map(({ rule, missing }) => [rule.title, missing])).toEqual([
      ['Seldom', [['Seldom']]],
      ['Shadow', [['Shadow']]],
      ['Silent', [['Silent']]],
    ]);
    expect(page.totalCount).toBe(3);
    const all = await ask({ events, sort: 'TITLE' });
    expect(all.items.filter(({ missing }) => missing === null).map(({ rule }) => rule.title)).toEqual([
      'Often',
      'Old',
    ]);
    expect(codeOf(await api.run(QUERY, { id: pipelineId, activity: 'CANNOT_FIRE' }))).toBe('BAD_USER_INPUT');
  });

  it('are searched, sorted and paged', async () => {
    expect(titles(await ask({ sort: 'TITLE' }))).toEqual(['Often', 'Old', 'Seldom', 'Shadow', 'Silent']);
    expect(titles(await ask({ sort: 'LEVEL' }))).toHaveLength(5);
    expect(await ask({ search: 'seld' })).toMatchObject({ totalCount: 1, items: [{ matches: 1 }] });
    const pages = [0, 2, 4].map((offset) => ask({ page: { limit: 2, offset } }));
    expect((await Promise.all(pages)).flatMap(titles)).toEqual(titles(await ask()));
    expect(await ask({ page: { limit: 2, offset: 6 } })).toMatchObject({ totalCount: 5, items: [] });
  });

  it.each([
    ['a page that is too long', { page: { limit: 201 } }],
    ['a range that is too long', { range: { from: iso(nowMs - 32 * DAY_MS), to: iso(nowMs) } }],
    ['a range without time', { range: { from: iso(nowMs), to: iso(nowMs) } }],
    ['a text that is too long', { search: 'x'.repeat(201) }],
    ['too many events', { events: Array<string>(101).fill('{}') }],
  ])('are refused for %s', async (_what, args) => {
    expect(codeOf(await api.run(QUERY, { id: pipelineId, ...args }))).toBe('BAD_USER_INPUT');
  });

  it('are those of a pipeline that is there, and that the caller may see', async () => {
    const id = randomUUID();
    expect(codeOf(await api.run(QUERY, { id }))).toBe('NOT_FOUND');
    const member = await createMember(api, 'VIEWER');
    const update = 'mutation ($input: UpdateUserInput!) { updateUser(input: $input) { user { id } } }';
    dataOf(await api.run(update, { input: { id: member.id, topicPatterns: ['none-*'] } }));
    const login = 'mutation ($input: LoginInput!) { login(input: $input) { token } }';
    const { email, password } = member;
    const answer = await api.run(login, { input: { email, password } }, '');
    const { token } = dataOf<{ login: { token: string } }>(answer).login;
    const [hidden, gone] = [
      await api.run(QUERY, { id: pipelineId }, token),
      await api.run(QUERY, { id }, token),
    ];
    expect(codeOf(hidden)).toBe('NOT_FOUND');
    expect(hidden.errors?.[0]?.message).toBe(gone.errors?.[0]?.message.replace(id, pipelineId));
  });
});
