import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { expect, it, onTestFinished } from 'vitest';
import { startTestApi, type TestApi } from './testing/start-test-api.ts';
import { createGitRepository } from './testing/sync-operations.ts';

const SECRET = 'it-is-secret';
const STRANGERS = 5;
const PUSHES = 60;

async function start(): Promise<TestApi> {
  const api = await startTestApi({
    ...{ SECRETS_KEY: randomBytes(32).toString('base64'), TRUSTED_PROXIES: '1' },
    RATE_LIMIT_ANONYMOUS_PER_MINUTE: `${STRANGERS}`,
  });
  onTestFinished(() => api.stop());
  return api;
}

function newRepository(api: TestApi): Promise<string> {
  return createGitRepository(api, {
    url: `https://github.com/acme/${randomUUID()}`,
    webhookSecret: SECRET,
  });
}

function push(api: TestApi, id: string, from = '198.51.100.7', secret = SECRET): Promise<Response> {
  const body = '{"zen":"Approachable is better than simple."}';
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  return fetch(`${api.url}/hooks/repositories/${id}`, {
    method: 'POST',
    headers: {
      ...{ 'content-type': 'application/json', 'x-forwarded-for': from, 'x-github-event': 'ping' },
      'x-hub-signature-256': `sha256=${signature}`,
    },
    body,
  });
}

function ask(api: TestApi, from = '198.51.100.7'): Promise<Response> {
  const headers = { 'content-type': 'application/json', 'x-forwarded-for': from };
  return fetch(`${api.url}/graphql`, { method: 'POST', headers, body: '{"query":"{ __typename }"}' });
}

async function statuses(count: number, one: () => Promise<Response>): Promise<readonly number[]> {
  const found: number[] = [];
  for (let n = 0; n < count; n += 1) found.push((await one()).status);
  return found;
}

it('pushes get through where their address has no more requests', async () => {
  const api = await start();
  const id = await newRepository(api);
  expect(await statuses(STRANGERS + 1, () => ask(api))).toEqual([200, 200, 200, 200, 200, 429]);
  expect((await push(api, id)).status).toBe(202);
});

it('pushes are counted by repository and address, and hold up nobody else', async () => {
  const api = await start();
  const [id, other] = [await newRepository(api), await newRepository(api)];
  // Whoever has not the secret takes of the same allowance: signatures can't be tried without end.
  expect(new Set(await statuses(PUSHES, () => push(api, id, undefined, 'wrong')))).toEqual(new Set([401]));
  const refused = await push(api, id);
  expect([refused.status, await refused.json()]).toEqual([
    429,
    { errors: [expect.objectContaining({ message: expect.stringContaining('More than 60') as string })] },
  ]);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await push(api, other)).status).toBe(202);
  expect((await push(api, id, '203.0.113.9')).status).toBe(202);
  expect((await ask(api)).status).toBe(200);
});

it('a made-up repository is no allowance of its own', async () => {
  const api = await start();
  expect(await statuses(STRANGERS + 1, () => push(api, randomUUID()))).toEqual([
    401, 401, 401, 401, 401, 429,
  ]);
  expect((await push(api, 'no-id')).status).toBe(429);
  expect((await ask(api)).status).toBe(429);
});
