import { randomUUID } from 'node:crypto';
import { dataOf } from './operations.ts';
import type { TestApi } from './start-test-api.ts';

export const LOGIN = 'mutation ($input: LoginInput!) { login(input: $input) { token user { id } } }';

export async function logIn(api: TestApi, email: string, password: string): Promise<string> {
  const answer = await api.run(LOGIN, { input: { email, password } }, '');
  return dataOf<{ login: { token: string } }>(answer).login.token;
}

export interface NewUser {
  readonly id: string;
  readonly email: string;
  readonly password: string;
}

/** A user with a temporary password. */
export async function createUser(api: TestApi, role: string): Promise<NewUser> {
  const email = `${role.toLowerCase()}-${randomUUID()}@example.org`;
  const { createUser: created } = dataOf<{
    createUser: { user: { id: string }; temporaryPassword: string };
  }>(
    await api.run(
      'mutation ($input: CreateUserInput!) { createUser(input: $input) { user { id } temporaryPassword } }',
      { input: { email, role } },
    ),
  );
  return { id: created.user.id, email, password: created.temporaryPassword };
}

export const CHANGE_PASSWORD =
  'mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { token user { mustChangePassword } } }';

/** A user who has chosen a password, and a session of theirs. */
export async function createMember(
  api: TestApi,
  role: string,
): Promise<NewUser & { readonly token: string }> {
  const user = await createUser(api, role);
  const password = `a password ${randomUUID()}`;
  const input = { currentPassword: user.password, newPassword: password };
  const answer = await api.run(CHANGE_PASSWORD, { input }, await logIn(api, user.email, user.password));
  const { token } = dataOf<{ changePassword: { token: string } }>(answer).changePassword;
  return { ...user, password, token };
}

export const CREATE_API_TOKEN =
  'mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { secret apiToken { id } } }';

export const inDays = (days: number): string => new Date(Date.now() + days * 24 * 3600 * 1000).toISOString();

/** The token of the user whose session it is. */
export async function createApiToken(
  api: TestApi,
  scopes: readonly string[],
  session = api.token,
): Promise<{ readonly id: string; readonly secret: string }> {
  const input = { name: randomUUID(), scopes, expiresAt: inDays(1) };
  const { createApiToken: created } = dataOf<{
    createApiToken: { secret: string; apiToken: { id: string } };
  }>(await api.run(CREATE_API_TOKEN, { input }, session));
  return { id: created.apiToken.id, secret: created.secret };
}
