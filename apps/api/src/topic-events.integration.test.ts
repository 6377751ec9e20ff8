import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { codeOf, createTopic, dataOf, ruleText } from './testing/operations.ts';
import { startTestApi, type TestApi } from './testing/start-test-api.ts';
import { createTopicOfEvents, NOON_MS } from './testing/topic-of-events.ts';
import { sendRecords } from './testing/topic-records.ts';

let api: TestApi;
let topic: string;
beforeAll(async () => {
  api = await startTestApi();
  topic = await createTopicOfEvents(api);
});
afterAll(() => api.stop());

interface Event {
  readonly partition: number;
  readonly offset: string;
  readonly at: string;
  readonly key: string;
  readonly text: string;
}

async function newest(input: object): Promise<Event[]> {
  const answer = await api.run(
    'query ($input: TopicSampleInput!) { topicEvents(input: $input) { partition offset at key text } }',
    { input },
  );
  return dataOf<{ topicEvents: Event[] }>(answer).topicEvents;
}

describe('the newest events of a topic', () => {
  it('are read, newest first, over all partitions', async () => {
    const events = await newest({ topic, count: 5 });
    expect(events.map(({ key }) => key)).toEqual(['k299', 'k298', 'k297', 'k296', 'k295']);
    expect(events[0]).toMatchObject({
      at: new Date(NOON_MS + 299_000).toISOString(),
      text: '{"n":299,"Image":"/bin/ls"}',
    });
  });

  it('are awaited where there are none', async () => {
    const empty = await createTopic(api);
    expect(await newest({ topic: empty })).toEqual([]);
    const reading = newest({ topic: empty });
    await sendRecords([{ topic: empty, key: 'k', value: 'no JSON' }]);
    expect((await reading).map(({ text }) => text)).toEqual(['no JSON']);
  });

  it('are without those that are too large, and without tombstones', async () => {
    const mixed = await createTopic(api);
    await sendRecords([
      { topic: mixed, key: 'large', value: 'x'.repeat(700_000) },
      { topic: mixed, key: 'tombstone', value: null },
    ]);
    expect((await newest({ topic: mixed })).map(({ key }) => key)).toEqual(['large']);
  });

  it('are read a few topics at a time, by one request or many, and by the next ones again', async () => {
    const empty = await createTopic(api);
    const fields = Array.from(
      { length: 12 },
      (_, n) => `e${n}: topicEvents(input: { topic: "${empty}" }) { text }`,
    );
    const { errors } = await api.run(`{ ${fields.join(' ')} }`);
    expect(errors?.map(({ extensions }) => extensions?.['code'])).toContain('RATE_LIMITED');
    // The first error answers the request; what it asked for besides still waits for events.
    await vi.waitFor(
      async () => {
        expect(await newest({ topic, count: 1 })).toHaveLength(1);
      },
      { timeout: 20_000, interval: 500 },
    );
  });

  it.each([
    [{ topic: 'there-is-none' }, /no topic "there-is-none"/],
    [{ topic: '__consumer_offsets' }, /holds no events/],
    [{ topic: 'x', count: 101 }, /Between 1 and 100/],
    [{ topic: 'x', from: {} }, /give one of "at" and "offsets"/],
    [{ topic: 'x', from: { offsets: [] } }, /names 1 to 1000 partitions/],
    [{ topic: 'x', from: { offsets: [{ partition: 0, offset: '-1' }] } }, /is no offset/],
    [{ topic: 'x', from: { offsets: [{ partition: 0, offset: '9223372036854775808' }] } }, /is no offset/],
    [
      { topic: 'x', from: { offsets: ['1', '2'].map((offset) => ({ partition: 0, offset })) } },
      /names a partition twice/,
    ],
  ])('are refused for %j', async (input, message) => {
    const answer = await api.run(
      'query ($input: TopicSampleInput!) { topicEvents(input: $input) { text } }',
      { input },
    );
    expect(codeOf(answer)).toBe('BAD_USER_INPUT');
    expect(answer.errors?.[0]?.message).toMatch(message);
  });
});

describe('the first events from a start', () => {
  const keys = (events: readonly Event[]): string[] => events.map(({ key }) => key);

  it('are those of a time or later, oldest first', async () => {
    const at = new Date(NOON_MS + 41_500).toISOString();
    expect(keys(await newest({ topic, count: 3, from: { at } }))).toEqual(['k42', 'k43', 'k44']);
  });

  it('are those behind an offset, so that one can read on', async () => {
    const from = (offset: string) => ({ offsets: [{ partition: 0, offset }] });
    const first = await newest({ topic, count: 100, from: from('0') });
    expect(keys(first)).toEqual(Array.from({ length: 100 }, (_, n) => `k${n}`));
    const next = String(BigInt(first.at(-1)?.offset ?? '') + 1n);
    expect(keys(await newest({ topic, count: 2, from: from(next) }))).toEqual(['k100', 'k101']);
    expect(keys(await newest({ topic, from: from('9223372036854775807') }))).toEqual([]);
  });

  it('are of the partitions that are named alone', async () => {
    const name = `topic-${randomUUID()}`;
    const create = 'mutation ($input: CreateTopicInput!) { createTopic(input: $input) { topic { name } } }';
    dataOf(await api.run(create, { input: { name, partitions: 3 } }));
    await sendRecords(Array.from({ length: 60 }, (_, n) => ({ topic: name, key: `k${n}`, value: '{}' })));
    const events = await newest({
      ...{ topic: name, count: 100 },
      from: { offsets: [{ partition: 1, offset: '2' }] },
    });
    expect(events.length).toBeGreaterThan(3);
    expect(events.map(({ partition, offset }) => `${partition}/${offset}`)).toEqual(
      events.map((_, n) => `1/${n + 2}`),
    );
  });
});

it('events of a topic are for tokens with its scope, and for topics that one may see', async () => {
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
  const tokenFor = async (input: string): Promise<string> =>
    dataOf<{ createApiToken: { secret: string } }>(
      await api.run(`mutation { createApiToken(input: { expiresAt: "${tomorrow}", ${input} }) { secret } }`),
    ).createApiToken.secret;
  const rules = await tokenFor('name: "rules", scopes: [RULES_READ]');
  const others = await tokenFor(
    'name: "others", scopes: [RULES_READ, TOPICS_READ], topicPatterns: ["other-*"]',
  );
  const input = { text: ruleText(randomUUID(), 'Shell'), sample: { topic } };
  const query = 'query ($input: TestRuleInput!) { testRule(input: $input) { trials { isMatch } } }';
  for (const token of [rules, others])
    expect(codeOf(await api.run(query, { input }, token))).toBe('FORBIDDEN');
  const look = `{ topicEvents(input: { topic: "${topic}" }) { text } }`;
  for (const token of [rules, others]) expect(codeOf(await api.run(look, {}, token))).toBe('FORBIDDEN');
});
