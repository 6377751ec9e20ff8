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

// From the mutation through a real matcher to the samples of what a rule matched on trial.

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

async function createRule(repositoryId: string, image: string): Promise<string> {
  const text = ruleText(randomUUID(), image, `{sel: {Image|endswith: ${image}}, condition: sel}`);
  const answer = await api.run(CREATE_RULE, { input: { repositoryId, text, stage: 'SHADOW' } });
  return dataOf<{ createRule: { rule: { id: string } } }>(answer).createRule.rule.id;
}

const SAMPLES = `query ($noisy: ID!, $quiet: ID!, $pipelineId: ID!) {
  noisy: shadowMatches(ruleId: $noisy, pipelineId: $pipelineId) { edges { node { ruleId pipelineName event } } }
  quiet: shadowMatches(ruleId: $quiet) { edges { node {
    id ruleId pipelineId pipelineName topic partition offset matchedAt eventAt revision event eventTruncated } } }
  detections(filter: { pipelineIds: [$pipelineId] }) { edges { node { id } } }
  detectionFacets { total } }`;

interface Edges {
  readonly edges: readonly { readonly node: Readonly<Record<string, unknown>> }[];
}
interface Samples {
  readonly noisy: Edges;
  readonly quiet: Edges;
  readonly detections: Edges;
  readonly detectionFacets: { readonly total: number };
}

it('a few events of each rule in SHADOW are kept, and none of them is a detection', async () => {
  const [source, destinationTopic] = [await createTopic(api), await createTopic(api)];
  const repositoryId = await createRepository(api);
  const noisy = await createRule(repositoryId, '/sh');
  const quiet = await createRule(repositoryId, '/nc');
  const name = randomUUID();
  const input = { name, sourceTopics: [source], destinationTopic, repositoryIds: [repositoryId] };
  const { createPipeline } = dataOf<{ createPipeline: { pipeline: { id: string } } }>(
    await api.run(CREATE_PIPELINE, { input: { ...input, startPosition: 'EARLIEST' } }),
  );
  const pipelineId = createPipeline.pipeline.id;
  const long = 'x'.repeat(20_000);
  const images = [...Array.from({ length: 400 }, () => '/bin/sh'), '/bin/nc', '/bin/true'];
  await sendRecords(
    images.map((Image, n) => ({
      topic: source,
      key: String(n),
      value: JSON.stringify({ product: 'linux', Image, n, ...(Image === '/bin/nc' && { long }) }),
    })),
  );

  const samples = await vi.waitFor(
    async () => {
      const found = dataOf<Samples>(await api.run(SAMPLES, { noisy, quiet, pipelineId }));
      expect(found.quiet.edges).toHaveLength(1);
      expect(found.noisy.edges.length).toBeGreaterThan(0);
      return found;
    },
    { timeout: 60_000, interval: 200 },
  );
  // 5 a minute; 400 events are through in one, or in two where it ends between.
  expect(samples.noisy.edges.length).toBeLessThanOrEqual(10);
  for (const { node } of samples.noisy.edges) {
    expect(node).toMatchObject({ ruleId: noisy, pipelineName: name });
    expect(JSON.parse(String(node['event']))).toMatchObject({ Image: '/bin/sh' });
  }
  const [{ node: cut } = { node: {} }] = samples.quiet.edges;
  expect(cut).toMatchObject({
    ...{ ruleId: quiet, pipelineId, pipelineName: name, topic: source, eventTruncated: true },
    id: `${quiet}/${pipelineId}/${source}/${String(cut['partition'])}/${String(cut['offset'])}/0`,
  });
  expect(cut['event']).toHaveLength(8_192);
  expect(samples.detections.edges).toEqual([]);
  expect(samples.detectionFacets.total).toBe(0);
});
