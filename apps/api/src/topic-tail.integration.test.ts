import { topicNames } from '@sluice/contracts';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { WebSocket } from 'ws';
import { createTopic, dataOf } from './testing/operations.ts';
import { createMember } from './testing/people.ts';
import { startTestApi, type TestApi } from './testing/start-test-api.ts';
import { NOON_MS } from './testing/topic-of-events.ts';
import { sendRecords } from './testing/topic-records.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

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
        ...{ topic: of, key: null, value: String(from + n), timestampMs: NOON_MS + from + n },
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
      [await createTopic(api), 'FORBIDDEN'],
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
