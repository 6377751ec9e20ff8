import { randomUUID } from 'node:crypto';
import { topicNames } from '@sluice/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { reportOf } from '../../testing/messages.ts';
import { CREATE_RULE, createRepository, dataOf, ruleText } from '../../testing/operations.ts';
import { startTestApi, type TestApi } from '../../testing/start-test-api.ts';
import { sendRecords, untilRead } from '../../testing/topic-records.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

interface RuleWithHits {
  readonly id: string;
  readonly lastMatchedAt: string | null;
  readonly matchesLast24Hours: number;
}

it('a rule tells when it matched last and how often in 24 hours, and is found by never having matched', async () => {
  const repositoryId = await createRepository(api);
  const create = async (): Promise<string> => {
    const input = { repositoryId, text: ruleText(randomUUID(), randomUUID()) };
    return dataOf<{ createRule: { rule: { id: string } } }>(await api.run(CREATE_RULE, { input })).createRule
      .rule.id;
  };
  const [often, inShadow, long, never] = [await create(), await create(), await create(), await create()];

  const nowMs = Math.floor(Date.now() / 1000) * 1000;
  const daysAgo = (days: number): number => nowMs - days * 24 * 3600 * 1000;
  const reports = [
    reportOf('a', 0, daysAgo(3), { rules: { [long]: 9, [often]: 1 }, shadowRules: {} }),
    reportOf('a', 1, nowMs - 2_000, { rules: { [often]: 5, 'no-uuid': 1 }, shadowRules: { [inShadow]: 7 } }),
    reportOf('a', 2, nowMs - 1_000, { rules: { [often]: 2, [never]: 0 }, shadowRules: {} }),
    reportOf('b', 0, daysAgo(1) + 3_600_000, {
      pipelineId: 'other',
      rules: { [often]: 30 },
      shadowRules: {},
    }),
  ];
  const topic = topicNames(api.prefix).metrics;
  await sendRecords(reports.map((report) => ({ topic, key: 'w', value: JSON.stringify(report) })));
  await untilRead(`${api.prefix}.api.metrics`, topic);

  const RULES = `query ($filter: RuleFilter) { rules(filter: $filter) {
    totalCount items { id lastMatchedAt matchesLast24Hours } } }`;
  const found = async (filter: object): Promise<readonly RuleWithHits[]> => {
    const answer = await api.run(RULES, { filter: { repositoryIds: [repositoryId], ...filter } });
    return dataOf<{ rules: { items: readonly RuleWithHits[] } }>(answer).rules.items;
  };
  const at = (ms: number): string => new Date(ms).toISOString();
  const all = await found({});
  const of = (id: string): RuleWithHits | undefined => all.find((rule) => rule.id === id);
  expect(of(often)).toMatchObject({ lastMatchedAt: at(nowMs - 1_000), matchesLast24Hours: 37 });
  expect(of(inShadow)).toMatchObject({ lastMatchedAt: at(nowMs - 2_000), matchesLast24Hours: 0 });
  expect(of(long)).toMatchObject({ lastMatchedAt: at(daysAgo(3)), matchesLast24Hours: 0 });
  expect(of(never)).toMatchObject({ lastMatchedAt: null, matchesLast24Hours: 0 });

  const idsOf = (rules: readonly RuleWithHits[]): string[] => rules.map(({ id }) => id).toSorted();
  expect(idsOf(await found({ neverMatched: true }))).toEqual([never]);
  expect(idsOf(await found({ neverMatched: false }))).toEqual([often, inShadow, long].toSorted());
});
