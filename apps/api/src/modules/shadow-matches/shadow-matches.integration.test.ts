import { randomUUID } from 'node:crypto';
import { topicNames, type ShadowMatchMessage } from '@sluice/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { shadowMatchAt } from '../../testing/messages.ts';
import { codeOf, dataOf } from '../../testing/operations.ts';
import { startTestApi, type TestApi } from '../../testing/start-test-api.ts';
import { sendRecords, untilRead } from '../../testing/topic-records.ts';
import { KEPT_SAMPLES } from './write-shadow-matches.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

interface Connection {
  readonly edges: readonly { readonly node: { readonly offset: string; readonly event: string } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

const SHADOW_MATCHES = `query ($ruleId: ID!, $pipelineId: ID, $first: Int! = 100, $after: String) {
  shadowMatches(ruleId: $ruleId, pipelineId: $pipelineId, first: $first, after: $after) {
    edges { node { offset event } } pageInfo { hasNextPage endCursor } } }`;

async function page(variables: Readonly<Record<string, unknown>>): Promise<Connection> {
  return dataOf<{ shadowMatches: Connection }>(await api.run(SHADOW_MATCHES, variables)).shadowMatches;
}

const offsetsOf = async (variables: Readonly<Record<string, unknown>>): Promise<number[]> =>
  (await page(variables)).edges.map(({ node }) => Number(node.offset));

const startMs = Date.now() - 3_600_000;

/** The sample of an event that was matched so many seconds after the first. */
const sampleAt = (offset: number, facts: Partial<ShadowMatchMessage>): ShadowMatchMessage =>
  shadowMatchAt(offset, { matchedAt: new Date(startMs + offset * 1_000).toISOString(), ...facts });

async function keep(values: readonly (ShadowMatchMessage | string)[]): Promise<void> {
  const topic = topicNames(api.prefix).shadowMatches;
  await sendRecords(
    values.map((value) => ({
      ...{ topic, key: 'k' },
      value: typeof value === 'string' ? value : JSON.stringify(value),
    })),
  );
  await untilRead(`${api.prefix}.api.shadow-matches`, topic);
}

const numbers = (count: number): number[] => Array.from({ length: count }, (_, n) => n);

it('of a rule in a pipeline the newest are kept, each once, in pages', async () => {
  const ruleId = randomUUID();
  const count = KEPT_SAMPLES + 50;
  const all = numbers(count).map((offset) => sampleAt(offset, { ruleId }));
  const newest = numbers(count).slice(50).reverse();
  const other = sampleAt(0, { ruleId, pipelineId: 'q' });
  await keep([...all, other]);
  expect(await offsetsOf({ ruleId, pipelineId: 'p' })).toEqual(newest);
  // What was dropped as too old comes back with a replay, and goes again.
  await keep([...all, ...all.toReversed()]);
  expect(await offsetsOf({ ruleId, pipelineId: 'p' })).toEqual(newest);

  const first = await page({ ruleId, first: 40 });
  const second = await page({ ruleId, first: 70, after: first.pageInfo.endCursor });
  const offsets = [...first.edges, ...second.edges].map(({ node }) => Number(node.offset));
  expect(offsets).toEqual([...newest, 0]);
  expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
});

it('what can not be read or kept is left out, and nothing else', async () => {
  const ruleId = randomUUID();
  await keep([
    sampleAt(1, { ruleId }),
    'no JSON',
    '{"schemaVersion":1}',
    sampleAt(2, { ruleId, matchedAt: '2099-01-01T00:00:00Z' }),
    sampleAt(3, { ruleId, matchedAt: new Date(Date.now() - 40 * 24 * 3_600_000).toISOString() }),
    sampleAt(4, { ruleId, revision: 2 ** 31 }),
    sampleAt(5, { ruleId, event: 'nul \0, half a pair \ud800' }),
  ]);
  expect(await offsetsOf({ ruleId })).toEqual([5, 1]);
  expect((await page({ ruleId })).edges[0]?.node.event).toBe('nul \u{fffd}, half a pair \u{fffd}');
});

it('a page that is too large and a cursor that none gave are refused', async () => {
  for (const variables of [{ first: 101 }, { first: 0 }, { after: 'AAAA' }])
    expect(codeOf(await api.run(SHADOW_MATCHES, { ruleId: 'r', ...variables }))).toBe('BAD_USER_INPUT');
  expect(await offsetsOf({ ruleId: 'none' })).toEqual([]);
});
