import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRedis } from '@sluice/embedded';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { dataOf } from './testing/operations.ts';
import { startTestApi, type TestApi } from './testing/start-test-api.ts';

let folder: string;
let redis: Awaited<ReturnType<typeof startRedis>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-redis-'));
  redis = await startRedis({ dataDir: folder });
});
afterAll(async () => {
  await redis.stop();
  await rm(folder, { recursive: true, force: true });
});

const LIMIT = 8;
const STRANGERS = 5;

function ask({ url }: TestApi, token?: string): Promise<Response> {
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const headers = { 'content-type': 'application/json', ...authorization };
  return fetch(`${url}/graphql`, { method: 'POST', headers, body: '{"query":"{ __typename }"}' });
}

async function statuses(count: number, one: (n: number) => Promise<Response>): Promise<number[]> {
  const found: number[] = [];
  for (let n = 0; n < count; n += 1) found.push((await one(n)).status);
  return found;
}

const refusal = expect.objectContaining({
  message: expect.stringMatching(/^More than 8 requests a minute/) as string,
  extensions: expect.objectContaining({ code: 'RATE_LIMITED' }) as object,
}) as object;
const times = (count: number, status: number): number[] => Array.from({ length: count }, () => status);

describe.each(['Postgres', 'Redis'])('requests that are counted in %s', (store) => {
  const settings = (): Record<string, string> => ({
    RATE_LIMIT_PER_MINUTE: `${LIMIT}`,
    RATE_LIMIT_ANONYMOUS_PER_MINUTE: `${STRANGERS}`,
    ...(store === 'Redis' ? { REDIS_URL: redis.url } : {}),
  });

  it('are refused beyond the limit, for all replicas together, for each caller by itself', async () => {
    const first = await startTestApi(settings());
    onTestFinished(() => first.stop());
    // The login of each replica is a request of a stranger.
    const second = await startTestApi(settings(), first);
    onTestFinished(() => second.stop());

    const response = await ask(first, first.token);
    expect(response.headers.get('ratelimit-limit')).toBe(`${LIMIT}`);
    expect(response.headers.get('ratelimit-remaining')).toBe(`${LIMIT - 1}`);
    const both = [first, second] as const;
    expect(await statuses(LIMIT, (n) => ask(n % 2 === 0 ? first : second, first.token))).not.toContain(500);
    for (const api of both) {
      const refused = await ask(api, first.token);
      expect(refused.status).toBe(429);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(await refused.json()).toEqual({ errors: [refusal] });
    }
    // Two of a stranger's were the logins.
    expect(await statuses(STRANGERS, () => ask(second))).toEqual([...times(STRANGERS - 2, 200), 429, 429]);
    // Who is not known can't hold up who is: another user of the same address is not refused.
    expect((await fetch(`${first.url}/health/live`)).status).toBe(200);
  });

  it('count over WebSockets, too', async () => {
    const api = await startTestApi(settings());
    onTestFinished(() => api.stop());
    const socket = createClient({
      url: `${api.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${api.token}` },
      retryAttempts: 0,
      lazy: false,
    });
    onTestFinished(() => socket.dispose());
    const answers: unknown[] = [];
    for (let n = 0; n < LIMIT; n += 1) {
      const asked = socket.iterate({ query: '{ me { email } }' }).next();
      answers.push(await asked.then(() => 'answered').catch((errors: unknown) => errors));
    }
    // The first was the connection.
    expect(answers).toEqual([...Array.from({ length: LIMIT - 1 }, () => 'answered'), [refusal]]);
  });
});

it('an API token has a limit of its own', async () => {
  const api = await startTestApi({ RATE_LIMIT_PER_MINUTE: `${LIMIT}` });
  onTestFinished(() => api.stop());
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
  const answer = await api.run(
    `mutation { createApiToken(input: { name: "script", scopes: [RULES_READ], expiresAt: "${tomorrow}" }) { secret } }`,
  );
  const { secret } = dataOf<{ createApiToken: { secret: string } }>(answer).createApiToken;
  expect(await statuses(LIMIT + 1, () => ask(api, secret))).toEqual([...times(LIMIT, 200), 429]);
  expect((await ask(api, api.token)).status).toBe(200);
});
