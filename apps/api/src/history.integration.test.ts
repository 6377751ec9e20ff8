import { randomUUID } from 'node:crypto';
import { startMatcher } from '@sluice/embedded';
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest';
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

// What a real matcher does is found again, after the API was started anew too.

let api: TestApi;
let stopMatcher: () => Promise<void>;
beforeAll(async () => {
  api = await startTestApi();
  const settings = { KAFKA_BROKERS: inject('kafkaBrokers'), SLUICE_PREFIX: api.prefix, LOG_LEVEL: 'silent' };
  const matcher = await startMatcher('m', settings, { onLine: () => undefined, onDeath: () => undefined });
  stopMatcher = () => matcher.stop();
});
afterAll(async () => {
  await stopMatcher();
  await api.stop();
});

const HISTORY = `query ($pipelineId: ID!, $topic: String!, $range: MetricsRange!, $ruleId: ID!, $shadowId: ID!) {
  detections(filter: { pipelineIds: [$pipelineId] }) { edges { node { event pipelineName rules { ruleId title } } } }
  ofPipeline: metricsHistory(filter: { pipelineIds: [$pipelineId] }, range: $range, step: 60) {
    points { consumed tagged untagged matches shadowMatches } }
  ofTopic: metricsHistory(filter: { topics: [$topic] }, range: $range, step: 3600) { points { consumed } }
  ofWorker: metricsHistory(filter: { workerIds: ["m"] }, range: $range, step: 3600) { points { consumed } }
  live: rule(id: $ruleId) { matchesLast24Hours lastMatchedAt }
  shadow: rule(id: $shadowId) { matchesLast24Hours lastMatchedAt } }`;

type Points = { readonly points: readonly Readonly<Record<string, number>>[] };
interface History {
  readonly detections: { readonly edges: readonly { readonly node: object }[] };
  readonly ofPipeline: Points;
  readonly ofTopic: Points;
  readonly ofWorker: Points;
  readonly live: object;
  readonly shadow: { readonly lastMatchedAt: string | null };
}

const sum = ({ points }: Points, name: string): number =>
  points.reduce((total, point) => total + (point[name] ?? 0), 0);

it('what a matcher did is told by detections, metrics and rules, and outlives the API', async () => {
  const [source, destinationTopic] = [await createTopic(api), await createTopic(api)];
  const repositoryId = await createRepository(api);
  const create = async (title: string, stage: string): Promise<string> => {
    const input = { repositoryId, stage, text: ruleText(randomUUID(), title) };
    return dataOf<{ createRule: { rule: { id: string } } }>(await api.run(CREATE_RULE, { input })).createRule
      .rule.id;
  };
  const [ruleId, shadowId] = [await create('Live', 'LIVE'), await create('Shadow', 'SHADOW')];
  const name = randomUUID();
  const input = { name, sourceTopics: [source], destinationTopic, repositoryIds: [repositoryId] };
  const { createPipeline } = dataOf<{ createPipeline: { pipeline: { id: string } } }>(
    await api.run(CREATE_PIPELINE, { input: { ...input, startPosition: 'EARLIEST' } }),
  );
  const pipelineId = createPipeline.pipeline.id;
  // 15 of 40: fewer than a worker tells of in one second.
  await sendRecords(
    Array.from({ length: 40 }, (_, n) => ({
      topic: source,
      key: String(n),
      value: JSON.stringify({ product: 'linux', Image: n < 15 ? '/bin/sh' : '/bin/true', n }),
    })),
  );

  const range = {
    from: new Date(Date.now() - 3_600_000).toISOString(),
    to: new Date(Date.now() + 600_000).toISOString(),
  };
  const history = async (of: TestApi): Promise<History> =>
    dataOf<History>(await of.run(HISTORY, { pipelineId, topic: source, range, ruleId, shadowId }));
  async function expectAll(of: TestApi): Promise<void> {
    const { detections, ofPipeline, ofTopic, ofWorker, live, shadow } = await history(of);
    expect(detections.edges).toHaveLength(15);
    expect(detections.edges[0]?.node).toMatchObject({
      pipelineName: name,
      rules: [{ ruleId, title: 'Live' }],
    });
    const counts = { consumed: 40, tagged: 15, untagged: 25, matches: 15, shadowMatches: 15 };
    for (const [counted, count] of Object.entries(counts)) expect(sum(ofPipeline, counted)).toBe(count);
    expect(sum(ofTopic, 'consumed')).toBe(40);
    expect(sum(ofWorker, 'consumed')).toBe(40);
    expect(live).toMatchObject({ matchesLast24Hours: 15, lastMatchedAt: expect.any(String) as string });
    expect(shadow.lastMatchedAt).not.toBeNull();
  }
  await vi.waitFor(() => expectAll(api), { timeout: 60_000, interval: 200 });

  const { databaseUrl, prefix } = api;
  await api.stop();
  api = await startTestApi({}, { databaseUrl, prefix });
  await expectAll(api);
});
