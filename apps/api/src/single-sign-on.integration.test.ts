import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCookieJar, type CookieJar } from './testing/cookie-jar.ts';
import { codeOf, dataOf } from './testing/operations.ts';
import { createMember, createUser, logIn as logInByPassword } from './testing/people.ts';
import { startTestApi, type Answer, type TestApi } from './testing/start-test-api.ts';
import { CLIENT, startIssuer, type Issuer } from './testing/start-issuer.ts';

const PUBLIC_URL = 'http://sluice.test';
const CALLBACK = `${PUBLIC_URL}/session/oidc/callback`;

let issuer: Issuer;
let api: TestApi;
beforeAll(async () => {
  issuer = await startIssuer(CALLBACK);
  api = await startTestApi({
    PUBLIC_URL,
    OIDC_ISSUER: issuer.url,
    OIDC_CLIENT_ID: CLIENT.id,
    OIDC_CLIENT_SECRET: CLIENT.secret,
    OIDC_NAME: 'the test issuer',
    OIDC_ROLE_MAP: 'soc=ANALYST,detection=ENGINEER,leads=ADMIN',
  });
});
afterAll(async () => {
  await api.stop();
  await issuer.stop();
});

const locationOf = (response: Response): string => response.headers.get('location') ?? '';

/** As the issuer's redirects name it, the browser reaches it at the port of this test. */
const reach = (url: string): string => url.replace(PUBLIC_URL, api.url);

/** Goes to the issuer, says who it is there, and returns the address that the issuer sends the browser back to. */
async function askIssuer(jar: CookieJar, who: string, next = ''): Promise<string> {
  const begin = await jar.fetch(`${api.url}/session/oidc?next=${encodeURIComponent(next)}`);
  expect(begin.headers.get('set-cookie')).toMatch(
    /^sluice_oidc=.*Path=\/session\/oidc;.*HttpOnly; SameSite=Lax/,
  );
  let at = locationOf(begin);
  for (let step = 0; step < 10 && !at.startsWith(CALLBACK); step += 1) {
    const form = new URLSearchParams({ prompt: 'login', login: who, password: 'any' });
    const isForm = at.includes('/interaction/') && !at.endsWith('/submitted');
    const response = await jar.fetch(at, isForm ? { method: 'POST', body: form } : {});
    at = new URL(locationOf(response), at).href;
  }
  return at;
}

/** The way back: where the dashboard is shown, and whether somebody is logged in. */
async function comeBack(
  jar: CookieJar,
  url: string,
): Promise<{ readonly to: string; readonly answer: Answer }> {
  const to = locationOf(await jar.fetch(reach(url)));
  const response = await jar.fetch(`${api.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ me { id email name role } }' }),
  });
  return { to, answer: (await response.json()) as Answer };
}

async function logIn(who: string, next?: string) {
  const jar = createCookieJar();
  return { jar, ...(await comeBack(jar, await askIssuer(jar, who, next))) };
}

/** Somebody whom the issuer knows. */
function person(claims: object): string {
  const subject = randomUUID();
  issuer.people.set(subject, {
    sub: subject,
    email: `${subject}@example.org`,
    email_verified: true,
    ...claims,
  });
  return subject;
}

async function entriesOf(filter: object) {
  const query =
    'query ($filter: AuditLogFilter) { auditLog(filter: $filter, first: 50) { edges { node { action actor objectName before after } } } }';
  return dataOf<{ auditLog: { edges: { node: { action: string; after: object | null } }[] } }>(
    await api.run(query, { filter }),
  ).auditLog.edges.map(({ node }) => node);
}

describe('single sign-on', () => {
  it('is offered to those who are not logged in', async () => {
    expect(dataOf(await api.run('{ singleSignOn { name path } }', {}, ''))).toEqual({
      singleSignOn: { name: 'the test issuer', path: '/session/oidc' },
    });
  });

  it('makes the user at the first login, with the role of their groups, and tells the audit log', async () => {
    const who = person({ name: 'Ada', groups: ['detection', 'soc', 'elsewhere'] });
    const { to, answer, jar } = await logIn(who, '/rules?level=high');
    expect(to).toBe('/rules?level=high');
    const { me } = dataOf<{ me: { id: string } }>(answer);
    expect(me).toMatchObject({ email: `${who}@example.org`, name: 'Ada', role: 'ENGINEER' });
    expect(jar.names().filter((name) => name.startsWith('sluice'))).toEqual([
      'sluice_session',
      'sluice_refresh',
    ]);
    expect((await entriesOf({ objectId: me.id })).map(({ action, after }) => [action, after])).toEqual([
      ['LOGIN', { by: issuer.url }],
      ['CREATE', expect.objectContaining({ oidcSubject: who, role: 'ENGINEER' })],
    ]);
  });

  it('knows the user again, whatever the e-mail is meanwhile, and the role follows the groups', async () => {
    const who = person({ groups: 'soc' });
    const first = await logIn(who);
    issuer.people.set(who, {
      sub: who,
      email: 'renamed@example.org',
      email_verified: true,
      groups: ['leads'],
    });
    const second = await logIn(who);
    const [before, after] = [first, second].map(
      ({ answer }) => dataOf<{ me: { id: string; role: string; email: string } }>(answer).me,
    );
    expect(after).toEqual({ ...before, role: 'ADMIN' });
    // The sessions of the former role have ended.
    const old = await first.jar.fetch(`${api.url}/session/refresh`, { method: 'POST' });
    expect(old.status).toBe(401);
  });

  it('is no way to log in with a password, and logout ends the session', async () => {
    const who = person({ groups: ['soc'] });
    const { jar } = await logIn(who);
    await expect(logInByPassword(api, `${who}@example.org`, '')).rejects.toThrow(
      /E-mail or password is wrong/,
    );
    const logout = JSON.stringify({ query: 'mutation { logout { ok } }' });
    await jar.fetch(`${api.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: logout,
    });
    expect(jar.names().filter((name) => name.startsWith('sluice'))).toEqual([]);
  });

  it('binds a user with a password where the issuer has verified the e-mail, and both ways lead in', async () => {
    const member = await createMember(api, 'VIEWER');
    const who = person({ email: member.email.toUpperCase(), groups: ['soc'] });
    expect(dataOf((await logIn(who)).answer)).toMatchObject({ me: { id: member.id, role: 'ANALYST' } });
    expect(await logInByPassword(api, member.email, member.password)).not.toBe('');
  });

  it('takes a temporary password away when it binds its user', async () => {
    const user = await createUser(api, 'VIEWER');
    expect(dataOf((await logIn(person({ email: user.email, groups: ['soc'] }))).answer)).toBeTruthy();
    await expect(logInByPassword(api, user.email, user.password)).rejects.toThrow(/wrong/);
  });
});

describe('single sign-on refuses', () => {
  const refused = async (who: string, reason: string): Promise<void> => {
    const { to, answer } = await logIn(who);
    expect(to).toBe(`/login?refused=${reason}`);
    expect(codeOf(answer)).toBe('UNAUTHENTICATED');
  };

  it.each([[false], [undefined], ['true']])(
    'who has the e-mail of a local user that is not verified (%s)',
    async (isVerified) => {
      const member = await createMember(api, 'ADMIN');
      await refused(
        person({ email: member.email, email_verified: isVerified, groups: ['leads'] }),
        'EMAIL_TAKEN',
      );
      expect((await entriesOf({ actions: ['LOGIN_FAILED'], search: member.email }))[0]?.after).toMatchObject({
        reason: expect.stringContaining('another user') as string,
      });
    },
  );

  it('who has the e-mail of a user of another identity', async () => {
    const first = person({ groups: ['soc'] });
    await logIn(first);
    await refused(person({ email: `${first}@example.org`, groups: ['leads'] }), 'EMAIL_TAKEN');
  });

  it('whose groups have no role', () => refused(person({ groups: ['elsewhere'] }), 'NO_ROLE'));

  it('who has no e-mail at the first login', () =>
    refused(person({ email: undefined, groups: ['soc'] }), 'NO_EMAIL'));

  it('who was deactivated', async () => {
    const who = person({ groups: ['soc'] });
    const { me } = dataOf<{ me: { id: string } }>((await logIn(who)).answer);
    const input = { id: me.id, isActive: false };
    await api.run('mutation ($input: UpdateUserInput!) { updateUser(input: $input) { user { id } } }', {
      input,
    });
    await refused(who, 'INACTIVE');
  });

  it.each<[string, (url: URL) => void]>([
    [
      'with another state',
      (url) => {
        url.searchParams.set('state', 'another');
      },
    ],
    [
      'without a code',
      (url) => {
        url.searchParams.delete('code');
      },
    ],
    [
      'of another issuer',
      (url) => {
        url.searchParams.set('iss', 'https://evil.example');
      },
    ],
  ])('an answer %s', async (_what, change) => {
    const jar = createCookieJar();
    const url = new URL(await askIssuer(jar, person({ groups: ['leads'] })));
    change(url);
    const { to, answer } = await comeBack(jar, url.href);
    expect(to).toBe('/login?refused=NOT_CONFIRMED');
    expect(codeOf(answer)).toBe('UNAUTHENTICATED');
  });

  it('an answer in another browser, or a second time', async () => {
    const jar = createCookieJar();
    const url = await askIssuer(jar, person({ groups: ['leads'] }));
    expect((await comeBack(createCookieJar(), url)).to).toBe('/login?refused=NOT_CONFIRMED');
    expect((await comeBack(jar, url)).to).toBe('/');
    expect((await comeBack(jar, url)).to).toBe('/login?refused=NOT_CONFIRMED');
  });

  it.each(['https://evil.example', '//evil.example', '/\\evil.example', 'rules'])(
    'to lead to %s afterwards',
    async (next) => {
      expect((await logIn(person({ groups: ['soc'] }), next)).to).toBe('/');
    },
  );
});
