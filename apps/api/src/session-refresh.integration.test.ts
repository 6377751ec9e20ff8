import pg from 'pg';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { codeOf, dataOf } from './testing/operations.ts';
import { LOGIN } from './testing/people.ts';
import { EMAIL, PASSWORD, startTestApi, type Answer, type TestApi } from './testing/start-test-api.ts';

let api: TestApi;
let postgres: pg.Client;
beforeAll(async () => {
  api = await startTestApi();
  postgres = new pg.Client({ connectionString: api.databaseUrl });
  await postgres.connect();
});
afterAll(async () => {
  await postgres.end();
  await api.stop();
});

/** What a browser holds. */
interface Cookies {
  readonly access: string;
  readonly refresh: string;
  readonly lines: readonly string[];
}

function cookiesOf(response: Response): Cookies {
  const lines = response.headers.getSetCookie();
  const value = (name: string): string => lines.find((line) => line.startsWith(name))?.split(/[=;]/)[1] ?? '';
  return { access: value('sluice_session'), refresh: value('sluice_refresh'), lines };
}

async function ask(operation: string, access: string, variables = {}): Promise<Response> {
  return fetch(`${api.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: `sluice_session=${access}` },
    body: JSON.stringify({ query: operation, variables }),
  });
}

const logIn = async (): Promise<Cookies> =>
  cookiesOf(await ask(LOGIN, '', { input: { email: EMAIL, password: PASSWORD } }));

const refresh = (token: string, headers = {}): Promise<Response> =>
  fetch(`${api.url}/session/refresh`, {
    method: 'POST',
    headers: { cookie: `sluice_refresh=${token}`, ...headers },
  });

const isIn = async (access: string): Promise<boolean> =>
  codeOf((await (await ask('{ me { id } }', access)).json()) as Answer) === undefined;

/** As if the tokens that were replaced until now had been a minute ago. */
const waitAMinute = () =>
  postgres.query(`UPDATE session_tokens SET replaced_at = replaced_at - interval '1 minute'`);

describe('a refresh token', () => {
  it('is sent to one path alone, and no script can read it', async () => {
    const { lines } = await logIn();
    expect(lines[1]).toMatch(
      /^sluice_refresh=[\w-]{43}; Path=\/session\/refresh; Expires=.*; HttpOnly; SameSite=Strict$/,
    );
    expect(lines[0]).toMatch(/^sluice_session=[\w-]{43}; Path=\/; Expires=.*; HttpOnly; SameSite=Strict$/);
  });

  it('is given for the next one and another access token', async () => {
    const first = await logIn();
    const second = cookiesOf(await refresh(first.refresh));
    expect(second.refresh).not.toBe(first.refresh);
    expect(await isIn(second.access)).toBe(true);
    const third = cookiesOf(await refresh(second.refresh));
    expect(await isIn(third.access)).toBe(true);
    expect(new Set([first.access, second.access, third.access]).size).toBe(3);
  });

  it('that two tabs give at once gives both the same next one', async () => {
    const { refresh: token } = await logIn();
    const answers = await Promise.all(Array.from({ length: 5 }, () => refresh(token)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(new Set(answers.map((answer) => cookiesOf(answer).refresh)).size).toBe(1);
    for (const answer of answers) expect(await isIn(cookiesOf(answer).access)).toBe(true);
  });

  it('that comes again later ends the session for both who have it, and the audit log says so', async () => {
    const stolen = await logIn();
    const other = await logIn();
    const owner = cookiesOf(await refresh(cookiesOf(await refresh(stolen.refresh)).refresh));
    await waitAMinute();
    expect((await refresh(stolen.refresh)).status).toBe(401);
    expect(await isIn(owner.access)).toBe(false);
    expect(await isIn(stolen.access)).toBe(false);
    expect((await refresh(owner.refresh)).status).toBe(401);
    expect(await isIn(other.access)).toBe(true);
    const log = dataOf<{ auditLog: { edges: readonly { node: object }[] } }>(
      await api.run(
        '{ auditLog(first: 1) { edges { node { action objectType objectName actor before } } } }',
      ),
    );
    expect(log.auditLog.edges[0]?.node).toMatchObject({
      ...{ action: 'DELETE', objectType: 'SESSION', objectName: EMAIL, actor: 'nobody' },
      before: { reason: 'a refresh token was used twice' },
    });
  });

  it('is worth nothing after logout, as access token, or from a page of another site', async () => {
    const { access, refresh: token } = await logIn();
    expect(await isIn(token)).toBe(false);
    expect((await refresh(access)).status).toBe(401);
    expect((await refresh(token, { origin: 'https://evil.example' })).status).toBe(403);
    const gone = await ask('mutation { logout { ok } }', access);
    expect(gone.headers.getSetCookie().map((line) => line.replace(/Expires=[^;]*; /, ''))).toEqual([
      'sluice_session=; Path=/; HttpOnly; SameSite=Strict',
      'sluice_refresh=; Path=/session/refresh; HttpOnly; SameSite=Strict',
    ]);
    const answer = await refresh(token);
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  });

  it('is not in the database, nor is what makes the next one enough by itself', async () => {
    const { access, refresh: token } = await logIn();
    const { rows } = await postgres.query<Record<string, unknown>>(
      'SELECT t.*, s.* FROM session_tokens t JOIN sessions s ON s.id = t.session_id',
    );
    const texts = rows.flatMap((row) =>
      Object.values(row).flatMap((value) =>
        Buffer.isBuffer(value) ? [value.toString('base64url'), value.toString()] : [String(value)],
      ),
    );
    expect(texts.length).toBeGreaterThan(0);
    expect(texts.filter((text) => text.includes(token) || text.includes(access))).toEqual([]);
  });
});

describe('an access token that has expired', () => {
  const expire = () =>
    postgres.query(
      `UPDATE session_tokens SET expires_at = now() - interval '1 second' WHERE kind = 'ACCESS'`,
    );

  it('is refused, and refreshing goes on', async () => {
    const { access, refresh: token } = await logIn();
    await expire();
    expect(await isIn(access)).toBe(false);
    expect(await isIn(cookiesOf(await refresh(token)).access)).toBe(true);
  });

  it('is not accepted for a new WebSocket', async () => {
    const { access } = await logIn();
    await expire();
    const socket = createClient({
      url: `${api.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${access}` },
      retryAttempts: 0,
    });
    onTestFinished(() => void socket.dispose());
    const refused = await new Promise((resolve) => {
      socket.subscribe(
        { query: '{ me { id } }' },
        { next: resolve, error: resolve, complete: () => undefined },
      );
    });
    expect(refused).toMatchObject({ code: 4403 });
  });
});
