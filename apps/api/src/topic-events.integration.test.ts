import { randomUUID } from 'node:crypto';
import { topicNames } from '@sluice/contracts';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { WebSocket } from 'ws';
import {
  codeOf,
  CREATE_RULE,
  createRepository,
  createTopic,
  dataOf,
  pipelineInput,
  ruleText,
} from './testing/operations.ts';
import { createMember } from './testing/people.ts';
import { startTestApi, type TestApi } from './testing/start-test-api.ts';
import { sendRecords } from './testing/topic-records.ts';

let api: TestApi;
let topic: string;
const noon = Date.parse('2026-11-20T12:00:00Z');

beforeAll(async () => {
  api = await startTestApi();
  topic = await createTopic(api);
  await sendRecords(
    Array.from({ length: 300 }, (_, n) => ({
      ...{ topic, key: `k${n}`, timestampMs: noon + n * 1_000 },
      value: JSON.stringify({ n, Image: n % 2 === 0 ? '/bin/sh' : '/bin/ls' }),
    })),
  );
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
      at: new Date(noon + 299_000).toISOString(),
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
    const at = new Date(noon + 41_500).toISOString();
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

describe('the tail of a topic', () => {
  interface TailOf {
    readonly events: readonly { readonly text: string }[];
    readonly leftOut: number;
  }

  /** Follows it until the test ends, or `stop`. */
  function follow(of: string, token = api.token) {
    const socket = createClient({
      url: `${api.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${token}` },
      retryAttempts: 0,
    });
    onTestFinished(() => void socket.dispose());
    const tails: TailOf[] = [];
    const codes: unknown[] = [];
    const query = 'subscription ($topic: String!) { topicTail(topic: $topic) { leftOut events { text } } }';
    const stop = socket.subscribe<{ topicTail: TailOf }>(
      { query, variables: { topic: of } },
      {
        next({ data, errors }) {
          if (errors !== undefined) codes.push(errors[0]?.extensions?.['code']);
          if (data) tails.push(data.topicTail);
        },
        error: (error) => codes.push(error),
        complete: () => undefined,
      },
    );
    return { tails, codes, stop, close: () => socket.dispose() };
  }

  const send = (of: string, from: number, to: number): Promise<void> =>
    sendRecords(
      Array.from({ length: to - from }, (_, n) => ({
        ...{ topic: of, key: null, value: String(from + n), timestampMs: noon + from + n },
      })),
    );

  /** Sends single events until one comes, so that nothing depends on when it began to follow. */
  async function untilFollowed(of: string, tails: readonly TailOf[]): Promise<void> {
    await vi.waitFor(
      async () => {
        await send(of, 0, 1);
        expect(tails.length).toBeGreaterThan(0);
      },
      { timeout: 30_000, interval: 300 },
    );
  }

  it('tells the newest of what comes, and how many more came', async () => {
    const busy = await createTopic(api);
    const { tails } = follow(busy);
    await untilFollowed(busy, tails);
    await send(busy, 1, 5_001);
    await vi.waitFor(
      () => {
        expect(tails.some(({ events }) => events[0]?.text === '5000')).toBe(true);
      },
      { timeout: 30_000 },
    );
    expect(Math.max(...tails.map(({ events }) => events.length))).toBeLessThanOrEqual(50);
    const leftOut = tails.reduce((sum, tail) => sum + tail.leftOut, 0);
    expect(leftOut).toBeGreaterThan(4_000);
    expect(tails.flatMap(({ events }) => events).length + leftOut).toBeGreaterThanOrEqual(5_000);
  });

  it('is refused for other topics than those that one may see', async () => {
    const scopes = ['RULES_READ', 'TOPICS_READ'];
    const create = 'mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { secret } }';
    const input = {
      ...{ name: 'for tails', scopes, topicPatterns: ['other-*'] },
      expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
    };
    const { createApiToken } = dataOf<{ createApiToken: { secret: string } }>(
      await api.run(create, { input }),
    );
    for (const [of, code] of [
      [topic, 'FORBIDDEN'],
      ['other-none', 'BAD_USER_INPUT'],
    ] as const) {
      const { codes } = follow(of, createApiToken.secret);
      await vi.waitFor(() => {
        expect(codes).toEqual([code]);
      });
    }
    const { codes } = follow(topicNames(api.prefix).config);
    await vi.waitFor(() => {
      expect(codes).toEqual(['BAD_USER_INPUT']);
    });
  });

  it.each(['stop', 'close'] as const)(
    'is followed three times by a user, and again after the %s of one',
    async (end) => {
      const { token } = await createMember(api, 'VIEWER');
      const quiet = await createTopic(api);
      const followed = [follow(quiet, token), follow(quiet, token), follow(quiet, token)];
      for (const { tails } of followed) await untilFollowed(quiet, tails);
      const refused = follow(quiet, token);
      await vi.waitFor(() => {
        expect(refused.codes).toEqual(['RATE_LIMITED']);
      });
      void followed[0]?.[end]();
      await vi.waitFor(
        async () => {
          const again = follow(quiet, token);
          await vi.waitFor(
            async () => {
              await send(quiet, 0, 1);
              expect([...again.tails, ...again.codes]).not.toEqual([]);
            },
            { timeout: 30_000, interval: 300 },
          );
          expect(again.codes).toEqual([]);
          expect(again.tails.length).toBeGreaterThan(0);
        },
        { timeout: 60_000 },
      );
    },
  );
});

describe('what is tried on events of a topic', () => {
  const sample = () => ({ topic, count: 4 });

  it('is a rule', async () => {
    const { testRule } = dataOf<{ testRule: { trials: { text: string; isMatch: boolean }[] } }>(
      await api.run(
        'query ($input: TestRuleInput!) { testRule(input: $input) { trials { text isMatch } } }',
        {
          input: {
            text: ruleText(randomUUID(), 'Shell'),
            events: ['{"Image":"/usr/bin/sh"}'],
            sample: sample(),
          },
        },
      ),
    );
    expect(testRule.trials.map(({ isMatch }) => isMatch)).toEqual([true, false, true, false, true]);
    expect(testRule.trials[1]?.text).toBe('{"n":299,"Image":"/bin/ls"}');
  });

  it('is a filter, a parsing script, a mapping', async () => {
    const { testFilter } = dataOf<{ testFilter: { trials: { isMatch: boolean }[] } }>(
      await api.run('query ($input: TestFilterInput!) { testFilter(input: $input) { trials { isMatch } } }', {
        input: { text: 'detection: {s: {n|gte: 298}, condition: s}', sample: sample() },
      }),
    );
    expect(testFilter.trials.map(({ isMatch }) => isMatch)).toEqual([true, true, false, false]);
    const { testLogSource } = dataOf<{ testLogSource: { mapped: object }[] }>(
      await api.run('query ($input: TestLogSourceInput!) { testLogSource(input: $input) { mapped } }', {
        input: { mapping: [{ field: 'Number', sources: ['n'] }], sample: sample() },
      }),
    );
    expect(testLogSource[0]).toEqual({ mapped: { Number: 299 } });
  });

  it('is a filter on many: counted, and the first hundred shown', async () => {
    const query = `query ($input: TestFilterInput!) { testFilter(input: $input) {
      trials { isMatch } counts { matched passed refused matchedShare } } }`;
    const test = async (input: object) =>
      dataOf<{ testFilter: { trials: object[]; counts: object } }>(
        await api.run(query, { input: { text: 'detection: {s: {n|gte: 225}, condition: s}', ...input } }),
      ).testFilter;
    const { trials, counts } = await test({ sample: { topic, count: 1_000 } });
    expect(counts).toEqual({ matched: 75, passed: 225, refused: 0, matchedShare: 0.25 });
    expect(trials).toHaveLength(100);
    expect((await test({ events: ['no JSON', '{"n":1}', '{"n":300}'] })).counts).toEqual({
      ...{ matched: 1, passed: 1, refused: 1, matchedShare: 0.5 },
    });
    expect((await test({ events: ['no JSON'] })).counts).toMatchObject({ refused: 1, matchedShare: null });
    const tooMany = { text: 'detection: {s: {n: 1}, condition: s}', sample: { topic, count: 1_001 } };
    expect(codeOf(await api.run(query, { input: tooMany }))).toBe('BAD_USER_INPUT');
  });

  it('is a change of a pipeline: rules that can never fire', async () => {
    const create = await pipelineInput(api);
    const { previewPipeline } = dataOf<{ previewPipeline: { silentRules: { count: number } | null } }>(
      await api.run(
        'query ($input: PreviewPipelineInput!) { previewPipeline(input: $input) { silentRules { count } } }',
        { input: { create, sample: sample() } },
      ),
    );
    expect(previewPipeline.silentRules).toEqual({ count: 0 });
  });
});

it('a mapping is suggested by events of a topic and rules of repositories', async () => {
  const repositoryId = await createRepository(api);
  const text = ruleText(randomUUID(), 'Shell', '{s: {ParentImage|endswith: /usr/sbin/sshd}, condition: s}');
  dataOf(await api.run(CREATE_RULE, { input: { repositoryId, text } }));
  const other = await createTopic(api);
  const event = { parent_image: '/bin/true', f7: '/usr/sbin/sshd', message: '{"n":1}' };
  await sendRecords([{ topic: other, key: null, value: JSON.stringify(event) }]);
  const query =
    'query ($input: SuggestMappingInput!) { suggestMapping(input: $input) { field rules sources { source name value examples } } }';
  const suggest = async (input: object): Promise<unknown> =>
    dataOf<{ suggestMapping: unknown }>(
      await api.run(query, { input: { repositoryIds: [repositoryId], sample: { topic: other }, ...input } }),
    ).suggestMapping;
  expect(await suggest({})).toEqual([
    {
      ...{ field: 'ParentImage', rules: 1 },
      sources: [{ source: 'parent_image', name: 1, value: 0, examples: ['/bin/true'] }],
    },
  ]);
  expect(await suggest({ mapping: [{ field: 'ParentImage', sources: ['f7'] }] })).toEqual([]);
  expect(await suggest({ repositoryIds: [await createRepository(api)] })).toEqual([]);
  expect(await suggest({ repositoryIds: ['no id'] })).toEqual([]);
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
