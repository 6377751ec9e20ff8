import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { codeOf, dataOf } from './testing/operations.ts';
import { LOGIN, logIn } from './testing/people.ts';
import { EMAIL, PASSWORD, startTestApi, type TestApi } from './testing/start-test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const program = [
  ...['--conditions=@sluice/source', '--import', '@swc-node/register/esm-register'],
  fileURLToPath(new URL('reset-password.ts', import.meta.url)),
];

/** With nothing in the environment but the database. */
function reset(...more: string[]) {
  const cwd = fileURLToPath(new URL('..', import.meta.url));
  return promisify(execFile)(process.execPath, [...program, ...more], {
    cwd,
    env: { DATABASE_URL: api.databaseUrl },
  });
}

it('an administrator who is locked out gets in with the password that is printed', async () => {
  for (let failure = 0; failure < 11; failure += 1)
    await api.run(LOGIN, { input: { email: EMAIL, password: 'forgotten' } }, '');
  const { stdout } = await reset(EMAIL.toUpperCase());
  expect(stdout).toMatch(/^[\w-]{20}\n$/);
  expect(codeOf(await api.run('{ me { id } }'))).toBe('UNAUTHENTICATED');
  expect(codeOf(await api.run(LOGIN, { input: { email: EMAIL, password: PASSWORD } }, ''))).toBe(
    'UNAUTHENTICATED',
  );
  const token = await logIn(api, EMAIL, stdout.trim());
  expect(dataOf(await api.run('{ me { mustChangePassword } }', {}, token))).toEqual({
    me: { mustChangePassword: true },
  });
});

it.each([
  [['nobody@example.org'], 1, 'There is no user with the e-mail "nobody@example.org".\n'],
  [[], 2, /^Usage: /],
])('%j ends with code %i and a sentence', async (given, code, words) => {
  await expect(reset(...given)).rejects.toMatchObject({
    code,
    stdout: '',
    stderr: typeof words === 'string' ? words : (expect.stringMatching(words) as string),
  });
});
