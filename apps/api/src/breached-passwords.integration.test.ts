import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EnvError } from '@sluice/runtime';
import { expect, it, onTestFinished } from 'vitest';
import { codeOf, dataOf } from './testing/operations.ts';
import { PASSWORD, startTestApi } from './testing/start-test-api.ts';

const BREACHED = 'mitten planet oboe';
const CHANGE = 'mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { token } }';

it('a password that is in the file of breached ones is not taken', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-breached-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'sha1-ordered-by-hash.txt');
  const hashes = [BREACHED, 'another planet oboe', 'a third planet oboe'].map((password) =>
    createHash('sha1').update(password).digest('hex').toUpperCase(),
  );
  await writeFile(
    path,
    hashes
      .toSorted()
      .map((hash) => `${hash}:3\r\n`)
      .join(''),
  );
  const api = await startTestApi({ BREACHED_PASSWORDS_FILE: path });
  onTestFinished(() => api.stop());

  const refused = await api.run(CHANGE, { input: { currentPassword: PASSWORD, newPassword: BREACHED } });
  expect([codeOf(refused), refused.errors?.[0]?.message]).toEqual([
    'BAD_USER_INPUT',
    'The new password is known from a breach. A few words in a row will do.',
  ]);
  dataOf(await api.run(CHANGE, { input: { currentPassword: PASSWORD, newPassword: `${BREACHED} four` } }));
});

it('without the file that it is told of, the API does not start', async () => {
  const started = await startTestApi({ BREACHED_PASSWORDS_FILE: '/nowhere/passwords.txt' }).catch(
    (error: unknown) => error,
  );
  expect(started).toBeInstanceOf(EnvError);
  expect((started as Error).message).toContain('/nowhere/passwords.txt');
});
