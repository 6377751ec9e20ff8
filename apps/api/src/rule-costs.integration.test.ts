import { randomUUID } from 'node:crypto';
import { startMatcher } from '@sluice/embedded';
import { afterAll, beforeAll, expect, inject, it, onTestFinished, vi } from 'vitest';
import {
  CREATE_PIPELINE,
  CREATE_RULE,
  createRepository,
  createTopic,
  dataOf,
  ruleText,
} from './testing/operations.ts';
import { startTestApi, type TestApi } from './testing/start-test-api.ts';
import { sendRecords } from './testing/topic-records.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

interface Cost {
  readonly title: string;
  readonly matchesLast24Hours: number;
  readonly triesLast24Hours: number;
  readonly costShareLast24Hours: number;
}

const COSTS = `query ($repositoryId: ID!) { rules(filter: { repositoryIds: [$repositoryId] }) {
  items { title matchesLast24Hours triesLast24Hours costShareLast24Hours } } }`;
const COSTLIEST = `query ($repositoryId: ID!, $pipelineId: ID!, $page: PageInput!) {
  rules(filter: { repositoryIds: [$repositoryId] }, sort: TRIES, page: $page) { items { title } }
  pipelineRules(pipelineId: $pipelineId, sort: TRIES, page: $page) { items { rule { title } } } }`;

interface Titled {
  readonly title: string;
}
interface Costliest {
  readonly rules: { readonly items: readonly Titled[] };
  readonly pipelineRules: { readonly items: readonly { readonly rule: Titled }[] };
}

it('a rule whose text is common costs an evaluation for each event, and one that is found by its text does not', async () => {
  const [source, destinationTopic] = [await createTopic(api), await createTopic(api)];
  const repositoryId = await createRepository(api);
  for (const [title, detection] of [
    ['Wide', '{sel: {Image|contains: /bin/}, all: {Image|startswith: /}, condition: sel and not all}'],
    ['Found', '{sel: {Image: /bin/sh}, condition: sel}'],
    ['Absent', '{sel: {Image: /bin/absent}, condition: sel}'],
  ] as const) {
    const input = { repositoryId, text: ruleText(randomUUID(), title, detection) };
    dataOf(await api.run(CREATE_RULE, { input }));
  }
  const costs = async (): Promise<readonly Cost[]> =>
    dataOf<{ rules: { items: readonly Cost[] } }>(await api.run(COSTS, { repositoryId })).rules.items;
  const none = { matchesLast24Hours: 0, triesLast24Hours: 0, costShareLast24Hours: 0 };
  expect(await costs()).toEqual(['Absent', 'Found', 'Wide'].map((title) => ({ title, ...none })));

  const pipeline = { name: randomUUID(), sourceTopics: [source], destinationTopic };
  const input = { ...pipeline, repositoryIds: [repositoryId], startPosition: 'EARLIEST' };
  const { createPipeline } = dataOf<{ createPipeline: { pipeline: { id: string } } }>(
    await api.run(CREATE_PIPELINE, { input }),
  );
  const pipelineId = createPipeline.pipeline.id;
  const settings = { KAFKA_BROKERS: inject('kafkaBrokers'), SLUICE_PREFIX: api.prefix, LOG_LEVEL: 'silent' };
  const matcher = await startMatcher('m', settings, { onLine: () => undefined, onDeath: () => undefined });
  onTestFinished(() => matcher.stop());
  // One key: what matches comes last.
  await sendRecords(
    Array.from({ length: 40 }, (_, n) => ({
      topic: source,
      key: 'host',
      value: JSON.stringify({ product: 'linux', Image: n < 25 ? '/bin/true' : '/bin/sh', n }),
    })),
  );
  const patience = { timeout: 60_000, interval: 200 };
  await vi.waitFor(async () => {
    expect((await costs())[1]?.matchesLast24Hours).toBe(15);
  }, patience);
  // It tells the rest of the minute when it stops.
  await matcher.stop();
  const expected = [
    { title: 'Absent', ...none },
    { title: 'Found', matchesLast24Hours: 15, triesLast24Hours: 15, costShareLast24Hours: 15 / 55 },
    { title: 'Wide', matchesLast24Hours: 0, triesLast24Hours: 40, costShareLast24Hours: 40 / 55 },
  ];
  await vi.waitFor(async () => {
    expect(await costs()).toEqual(expected);
  }, patience);

  for (const limit of [1, 2, 3]) {
    const found: string[] = [];
    for (let offset = 0; offset < 3; offset += limit) {
      const answer = await api.run(COSTLIEST, { repositoryId, pipelineId, page: { limit, offset } });
      const { rules, pipelineRules } = dataOf<Costliest>(answer);
      found.push(...rules.items.map(({ title }) => title));
      expect(pipelineRules.items.map(({ rule }) => rule)).toEqual(rules.items);
    }
    expect(found).toEqual(['Wide', 'Found', 'Absent']);
  }
});
