import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { codeOf, dataOf } from './testing/operations.ts';
import { CHANGE_PASSWORD, createMember, createUser, LOGIN, logIn, type NewUser } from './testing/people.ts';
import { EMAIL, startTestApi, type Answer, type TestApi } from './testing/start-test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const ME = '{ me { id mustChangePassword } }';
const UPDATE =
  'mutation ($input: UpdateUserInput!) { updateUser(input: $input) { user { role isActive name } } }';
const DELETE = 'mutation ($id: ID!) { deleteUser(id: $id) { id } }';
const RESET =
  'mutation ($id: ID!) { resetPassword(userId: $id) { temporaryPassword user { mustChangePassword } } }';
const SESSIONS = 'query ($userId: ID) { sessions(userId: $userId) { id isCurrent address userAgent } }';
const REVOKE = 'mutation ($id: ID!) { revokeSession(id: $id) { id } }';

const update = (input: object, token = api.token): Promise<Answer> => api.run(UPDATE, { input }, token);
const isLoggedIn = async (token: string): Promise<boolean> =>
  codeOf(await api.run(ME, {}, token)) === undefined;

async function sessionsOf(token: string) {
  return dataOf<{ sessions: { id: string; isCurrent: boolean; address: string; userAgent: string }[] }>(
    await api.run(SESSIONS, {}, token),
  ).sessions;
}

interface Told {
  readonly action: string;
  readonly actor: string;
  readonly objectName: string;
  readonly before: Record<string, unknown> | null;
  readonly after: Record<string, unknown> | null;
}

/** Newest first. */
async function told(filter: object): Promise<readonly Told[]> {
  const answer = await api.run(
    'query ($filter: AuditLogFilter) { auditLog(filter: $filter, first: 200) { edges { node { action actor objectName before after } } } }',
    { filter },
  );
  return dataOf<{ auditLog: { edges: { node: Told }[] } }>(answer).auditLog.edges.map(({ node }) => node);
}

describe('a user who was created', () => {
  it('may only ask who they are, log out and change the temporary password, until that is done', async () => {
    const user = await createUser(api, 'ADMIN');
    const token = await logIn(api, user.email, user.password);
    expect(dataOf(await api.run(ME, {}, token))).toEqual({ me: { id: user.id, mustChangePassword: true } });
    expect(codeOf(await api.run('{ users { id } }', {}, token))).toBe('FORBIDDEN');
    const input = { currentPassword: user.password, newPassword: 'six words that nobody else has' };
    const { changePassword } = dataOf<{ changePassword: { token: string } }>(
      await api.run(CHANGE_PASSWORD, { input }, token),
    );
    expect(await isLoggedIn(token)).toBe(false);
    expect(codeOf(await api.run('{ users { id } }', {}, changePassword.token))).toBeUndefined();
  });

  it('is told in the audit log, without the password', async () => {
    const user = await createMember(api, 'ANALYST');
    const entries = await told({ objectId: user.id });
    expect(entries.map(({ action, actor }) => [action, actor])).toEqual([
      ['UPDATE', user.email],
      ['LOGIN', user.email],
      ['CREATE', EMAIL],
    ]);
    expect(entries[0]).toMatchObject({
      before: { mustChangePassword: true },
      after: { mustChangePassword: false },
    });
    expect(JSON.stringify(entries)).not.toMatch(/argon2|passwordHash/);
  });

  it.each([['not an address'], [`${'x'.repeat(250)}@example.org`], ['']])(
    'with the e-mail "%s" is refused',
    async (email) => {
      const create = 'mutation ($input: CreateUserInput!) { createUser(input: $input) { user { id } } }';
      expect(codeOf(await api.run(create, { input: { email, role: 'VIEWER' } }))).toBe('BAD_USER_INPUT');
    },
  );

  it('twice is refused, whatever the letter case', async () => {
    const create = 'mutation ($input: CreateUserInput!) { createUser(input: $input) { user { id } } }';
    const input = { email: ` ${EMAIL.toUpperCase()}`, role: 'VIEWER' };
    expect(codeOf(await api.run(create, { input }))).toBe('CONFLICT');
  });

  it('sets their own name, and no more', async () => {
    const { token, id } = await createMember(api, 'VIEWER');
    const set =
      'mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { user { id name role } } }';
    expect(dataOf(await api.run(set, { input: { name: ' Grace ' } }, token))).toEqual({
      updateProfile: { user: { id, name: 'Grace', role: 'VIEWER' } },
    });
    expect(codeOf(await api.run(set, { input: { name: 'x'.repeat(101) } }, token))).toBe('BAD_USER_INPUT');
    expect(codeOf(await update({ id, role: 'ADMIN' }, token))).toBe('FORBIDDEN');
  });
});

it('the last active administrator is not deactivated, demoted or deleted', async () => {
  const alone = await startTestApi();
  onTestFinished(() => alone.stop());
  const { me } = dataOf<{ me: { id: string } }>(await alone.run(ME));
  const inactive = await createUser(alone, 'ADMIN');
  dataOf(await alone.run(UPDATE, { input: { id: inactive.id, isActive: false } }));
  for (const change of [{ isActive: false }, { role: 'ENGINEER' }])
    expect(codeOf(await alone.run(UPDATE, { input: { id: me.id, ...change } }))).toBe('CONFLICT');
  expect(codeOf(await alone.run(DELETE, { id: me.id }))).toBe('CONFLICT');
  expect(codeOf(await alone.run('{ users { id } }'))).toBeUndefined();
});

describe('a password', () => {
  const change = (user: NewUser & { token: string }, newPassword: string, current = user.password) =>
    api.run(CHANGE_PASSWORD, { input: { currentPassword: current, newPassword } }, user.token);

  it.each([
    ['is short', 'eleven char', /has 11 characters/],
    ['is guessed first', 'Password1234', /guessed first/],
  ])('that %s is refused', async (_what, password, words) => {
    const user = await createMember(api, 'VIEWER');
    const answer = await change(user, password);
    expect(codeOf(answer)).toBe('BAD_USER_INPUT');
    expect(answer.errors?.[0]?.message).toMatch(words);
    expect(codeOf(await change(user, user.password))).toBe('BAD_USER_INPUT');
    expect(codeOf(await change(user, user.email))).toBe('BAD_USER_INPUT');
  });

  it('is changed by those who know the old one, with ten attempts', async () => {
    const user = await createMember(api, 'VIEWER');
    for (let attempt = 0; attempt < 10; attempt += 1)
      expect(codeOf(await change(user, 'a fine new password', 'guessed'))).toBe('BAD_USER_INPUT');
    expect(codeOf(await change(user, 'a fine new password'))).toBe('RATE_LIMITED');
  });

  it('that an administrator resets works once, and every session of the user has ended', async () => {
    const user = await createMember(api, 'ENGINEER');
    const { resetPassword } = dataOf<{ resetPassword: { temporaryPassword: string } }>(
      await api.run(RESET, { id: user.id }),
    );
    expect(await isLoggedIn(user.token)).toBe(false);
    const input = { email: user.email, password: user.password };
    expect(codeOf(await api.run(LOGIN, { input }, ''))).toBe('UNAUTHENTICATED');
    const token = await logIn(api, user.email, resetPassword.temporaryPassword);
    expect(codeOf(await api.run('{ rules { totalCount } }', {}, token))).toBe('FORBIDDEN');
  });

  it('of the administrator is not reset by themselves: who has their session does not know it', async () => {
    const { me } = dataOf<{ me: { id: string } }>(await api.run(ME));
    expect(codeOf(await api.run(RESET, { id: me.id }))).toBe('BAD_USER_INPUT');
  });
});

describe('sessions', () => {
  it('are listed with where they began, and one is revoked by its owner or an administrator', async () => {
    const user = await createMember(api, 'ANALYST');
    const other = await createMember(api, 'ENGINEER');
    const second = await logIn(api, user.email, user.password);
    const [newest, first] = await sessionsOf(user.token);
    expect(newest).toMatchObject({
      isCurrent: false,
      address: expect.stringContaining('127.0.0.1') as string,
    });
    expect(first).toMatchObject({ isCurrent: true, userAgent: 'node' });
    expect(codeOf(await api.run(SESSIONS, { userId: user.id }, other.token))).toBe('FORBIDDEN');
    expect(codeOf(await api.run(REVOKE, { id: newest?.id }, other.token))).toBe('NOT_FOUND');
    dataOf(await api.run(REVOKE, { id: newest?.id }, user.token));
    expect(await isLoggedIn(second)).toBe(false);
    dataOf(await api.run(SESSIONS, { userId: user.id }));
    dataOf(await api.run(REVOKE, { id: first?.id }));
    expect(await isLoggedIn(user.token)).toBe(false);
  });

  it.each([
    ['is deactivated', (id: string) => update({ id, isActive: false })],
    ['has another role', (id: string) => update({ id, role: 'VIEWER' })],
    ['is deleted', (id: string) => api.run(DELETE, { id })],
    ['has a new password from an administrator', (id: string) => api.run(RESET, { id })],
  ])('end when the user %s', async (_what, work) => {
    const user = await createMember(api, 'ENGINEER');
    const second = await logIn(api, user.email, user.password);
    dataOf(await work(user.id));
    expect([await isLoggedIn(user.token), await isLoggedIn(second)]).toEqual([false, false]);
  });

  it('go on when only the name changes', async () => {
    const user = await createMember(api, 'ENGINEER');
    dataOf(await update({ id: user.id, name: 'Ada', role: 'ENGINEER', isActive: true }));
    expect(await isLoggedIn(user.token)).toBe(true);
  });
});

describe('a login', () => {
  it('of an inactive user is refused in the words of a wrong password', async () => {
    const user = await createMember(api, 'VIEWER');
    dataOf(await update({ id: user.id, isActive: false }));
    const attempt = (password: string) => api.run(LOGIN, { input: { email: user.email, password } }, '');
    const [right, wrong] = [await attempt(user.password), await attempt('no')];
    expect(codeOf(right)).toBe('UNAUTHENTICATED');
    expect(right.errors?.[0]?.message).toBe(wrong.errors?.[0]?.message);
    const [second, first] = await told({ actions: ['LOGIN_FAILED'], search: user.email });
    expect([first?.after, second?.after]).toEqual([
      { reason: 'inactive user' },
      { reason: 'wrong password' },
    ]);
  });

  it('that fails under a name of any length is told with 255 characters of it', async () => {
    const email = `${'y'.repeat(5_000)}@example.org`;
    expect(codeOf(await api.run(LOGIN, { input: { email, password: 'no' } }, ''))).toBe('UNAUTHENTICATED');
    const [entry] = await told({ actions: ['LOGIN_FAILED'], search: 'yyyy' });
    expect(entry).toMatchObject({ actor: 'y'.repeat(255), objectName: 'y'.repeat(255) });
  });

  it('and its logout are told once', async () => {
    const user = await createMember(api, 'VIEWER');
    await api.run('mutation { logout { ok } }', {}, user.token);
    await api.run('mutation { logout { ok } }', {}, user.token);
    const actions = (await told({ objectId: user.id })).map(({ action }) => action);
    expect(actions).toEqual(['LOGOUT', 'UPDATE', 'LOGIN', 'CREATE']);
  });

  it('is limited over all replicas together', async () => {
    const replica = await startTestApi({}, api);
    onTestFinished(() => replica.stop());
    const user = await createMember(api, 'VIEWER');
    const attempt = (one: TestApi, password: string) =>
      one.run(LOGIN, { input: { email: user.email, password } }, '');
    for (let failure = 0; failure < 5; failure += 1) {
      expect(codeOf(await attempt(api, 'no'))).toBe('UNAUTHENTICATED');
      expect(codeOf(await attempt(replica, 'no'))).toBe('UNAUTHENTICATED');
    }
    for (const one of [api, replica]) expect(codeOf(await attempt(one, user.password))).toBe('RATE_LIMITED');
  });
});
