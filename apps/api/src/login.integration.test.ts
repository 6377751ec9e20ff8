import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { codeOf, dataOf } from './testing/operations.ts';
import { EMAIL, PASSWORD, startTestApi, type Answer, type TestApi } from './testing/start-test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const LOGIN = 'mutation ($input: LoginInput!) { login(input: $input) { token user { role } } }';

describe('logging in', () => {
  it('with a wrong password is refused with the same words as an unknown user', async () => {
    const wrong = await api.run(LOGIN, { input: { email: EMAIL, password: 'no' } }, '');
    const unknown = await api.run(LOGIN, { input: { email: 'nobody@sluice.local', password: 'no' } }, '');
    expect(codeOf(wrong)).toBe('UNAUTHENTICATED');
    expect(wrong.errors?.[0]?.message).toBe(unknown.errors?.[0]?.message);
  });

  it('sets a cookie that scripts in the page cannot read and other sites do not send', async () => {
    const response = await fetch(`${api.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: LOGIN, variables: { input: { email: EMAIL, password: PASSWORD } } }),
    });
    const cookie = response.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^sluice_session=[\w-]{43};.*HttpOnly.*SameSite=Strict/);
    const { data: me } = (await (
      await fetch(`${api.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie: cookie.split(';')[0] ?? '' },
        body: JSON.stringify({ query: '{ me { email } }' }),
      })
    ).json()) as Answer;
    expect(me).toEqual({ me: { email: EMAIL } });
  });

  it('ends with logout: the token is worth nothing afterwards', async () => {
    const { login } = dataOf<{ login: { token: string } }>(
      await api.run(LOGIN, { input: { email: EMAIL, password: PASSWORD } }, ''),
    );
    expect(dataOf(await api.run('{ me { email } }', {}, login.token))).toBeTruthy();
    await api.run('mutation { logout { ok } }', {}, login.token);
    expect(codeOf(await api.run('{ me { email } }', {}, login.token))).toBe('UNAUTHENTICATED');
  });

  it('after ten failures is refused for a while, even with the right password', async () => {
    const other = await startTestApi();
    onTestFinished(() => other.stop());
    const attempt = (password: string): Promise<Answer> =>
      other.run(LOGIN, { input: { email: EMAIL, password } }, '');
    for (let failure = 0; failure < 10; failure++)
      expect(codeOf(await attempt('no'))).toBe('UNAUTHENTICATED');
    expect(codeOf(await attempt(PASSWORD))).toBe('RATE_LIMITED');
  });
});

it('nobody gets anything without logging in, over HTTP or WebSocket', async () => {
  for (const operation of [
    '{ me { id } }',
    '{ dashboard { revision } }',
    '{ rules { totalCount } }',
    '{ topics { name } }',
  ]) {
    expect(codeOf(await api.run(operation, {}, '')), operation).toBe('UNAUTHENTICATED');
  }
  const socket = createClient({
    url: `${api.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
  });
  const closed = await new Promise((resolve) => {
    socket.subscribe(
      { query: 'subscription { metrics { sequence } }' },
      { next: resolve, error: resolve, complete: () => undefined },
    );
  });
  expect(closed).toMatchObject({ code: 4403 });
});

it('failed logins at the same time count each: no more than ten are tried', async () => {
  const other = await startTestApi();
  onTestFinished(() => other.stop());
  const attempt = (password: string) => other.run(LOGIN, { input: { email: EMAIL, password } }, '');
  for (let turn = 0; turn < 12; turn++) expect(codeOf(await attempt(PASSWORD))).toBeUndefined();
  const codes = (await Promise.all(Array.from({ length: 25 }, () => attempt('no')))).map(codeOf);
  expect(codes.filter((code) => code === 'UNAUTHENTICATED')).toHaveLength(10);
  expect(codes.filter((code) => code === 'RATE_LIMITED')).toHaveLength(15);
});
