import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { codeOf, dataOf } from './testing/operations.ts';
import { startTestApi, type TestApi } from './testing/start-test-api.ts';
import { CREATE_GIT, startSync } from './testing/sync-operations.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ SECRETS_KEY: randomBytes(32).toString('base64') });
});
afterAll(() => api.stop());

it.each([
  [{ url: 'https://169.254.169.254/a/b' }],
  [{ url: 'http://github.com/a/b' }],
  [{ url: 'https://github.com/a/b', ref: '../x' }],
  [{ url: 'https://github.com/a/b', folders: ['{a,b}'] }],
  [{ url: 'https://github.com/a/b', intervalMinutes: 1 }],
  [{ url: 'https://github.com/a/b', cron: '* * * * *' }],
  [{ url: 'https://github.com/a/b', cron: '0 0 * * *', intervalMinutes: 60 }],
  [{ url: 'https://github.com/a/b', maxRemovedPercent: 101 }],
  [{ url: 'https://github.com/a/b', accessToken: 'a b' }],
])('a source of %j is refused', async (git) => {
  expect(codeOf(await api.run(CREATE_GIT, { input: { name: randomUUID(), git } }))).toBe('BAD_USER_INPUT');
});

it('a LOCAL repository is not synced', async () => {
  const create = 'mutation { createRepository(input: { name: "local" }) { repository { id } } }';
  const { createRepository } = dataOf<{ createRepository: { repository: { id: string } } }>(
    await api.run(create),
  );
  expect(codeOf(await startSync(api, createRepository.repository.id))).toBe('BAD_USER_INPUT');
});
