import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { codeOf, dataOf } from './testing/operations.ts';
import { startTestApi, type TestApi } from './testing/start-test-api.ts';
import { CREATE_GIT, sync } from './testing/sync-operations.ts';
import { startSyncedApi, tenRules, type SyncedApi } from './testing/synced-api.ts';

let synced: SyncedApi;
let api: TestApi;
beforeAll(async () => {
  synced = await startSyncedApi();
  ({ api } = synced);
});
afterAll(() => synced.stop());

describe('an access token', () => {
  it('is sent to the host, kept encrypted, and shown nowhere', async () => {
    const token = `ghp_${randomUUID()}`;
    const { id, place } = await synced.repositoryOf(tenRules(), { accessToken: token });
    synced.github.makePrivate(place, token);
    synced.github.requests.length = 0;
    // The stand-in's archives are of the same origin as its API, so the token goes there too.
    expect(await sync(api, id)).toMatchObject({ state: 'SUCCEEDED', added: 10 });
    expect(new Set(synced.github.requests.map(({ authorization }) => authorization))).toEqual(
      new Set([`Bearer ${token}`]),
    );
    const { rows } = await synced.database.query<{ of: string; text: string }>(
      `SELECT 'repository' AS of, to_jsonb(r)::text AS text FROM repositories r
       UNION ALL SELECT 'audit', to_jsonb(a)::text FROM audit_log a
       UNION ALL SELECT 'run', to_jsonb(s)::text FROM sync_runs s
       UNION ALL SELECT 'outbox', to_jsonb(o)::text FROM outbox_records o`,
    );
    // The outbox may be drained already.
    const kept = new Set(rows.filter(({ text }) => text.includes(id)).map(({ of }) => of));
    expect([...kept]).toEqual(expect.arrayContaining(['repository', 'audit', 'run']));
    expect(rows.filter(({ text }) => text.includes(token))).toEqual([]);
    const shown = await api.run('query ($id: ID!) { repository(id: $id) { git { hasAccessToken } } }', {
      id,
    });
    expect(dataOf(shown)).toEqual({ repository: { git: { hasAccessToken: true } } });
  });

  it('that the host does not take ends the run; taken away, it is gone', async () => {
    const { id, place } = await synced.repositoryOf(tenRules(), { accessToken: 'wrong' });
    synced.github.makePrivate(place, 'right');
    expect(await sync(api, id)).toMatchObject({ state: 'FAILED', error: /access token/ as never });
    const update = `mutation ($input: UpdateRepositoryInput!) { updateRepository(input: $input) {
      repository { git { hasAccessToken } } } }`;
    const input = { id, version: 1, git: { accessToken: null } };
    expect(dataOf(await api.run(update, { input }))).toEqual({
      updateRepository: { repository: { git: { hasAccessToken: false } } },
    });
    expect(await sync(api, id)).toMatchObject({ state: 'FAILED', error: /needs an access token/ as never });
  });

  it('is encrypted anew with a new key at the start, and refused where there is no key', async () => {
    const same = { databaseUrl: api.databaseUrl, prefix: api.prefix };
    const { id, place } = await synced.repositoryOf(tenRules(), { accessToken: 'ghp_kept' });
    synced.github.makePrivate(place, 'ghp_kept');
    const stored = async (): Promise<unknown> =>
      (await synced.database.query('SELECT access_token_key AS key FROM repositories WHERE id = $1', [id]))
        .rows[0];
    const before = await stored();
    const rotated = await startTestApi(
      {
        ...synced.settings,
        SECRETS_KEY: randomBytes(32).toString('base64'),
        SECRETS_OLD_KEYS: synced.settings.SECRETS_KEY,
      },
      same,
    );
    expect(await stored()).not.toEqual(before);
    await rotated.stop();
    const keyless = await startTestApi({ GITHUB_API_URL: synced.github.url }, same);
    onTestFinished(() => keyless.stop());
    const answer = await keyless.run(CREATE_GIT, {
      input: { name: randomUUID(), git: { url: 'https://github.com/a/b', accessToken: 'x' } },
    });
    expect([codeOf(answer), answer.errors?.[0]?.message]).toEqual([
      'BAD_USER_INPUT',
      expect.stringContaining('SECRETS_KEY'),
    ]);
  });
});

it('two who change a repository at once are told its whole state, but for secrets', async () => {
  const { id, place } = await synced.repositoryOf(tenRules(), { accessToken: 'ghp_kept-secret' });
  const update = 'mutation ($input: UpdateRepositoryInput!) { updateRepository(input: $input) { revision } }';
  dataOf(await api.run(update, { input: { id, version: 1, git: { maxRemovedPercent: 30 } } }));
  const answer = await api.run(update, { input: { id, version: 1, git: { maxRemovedPercent: 40 } } });
  expect(codeOf(answer)).toBe('CONFLICT');
  expect(answer.errors?.[0]?.extensions?.['current']).toMatchObject({
    ...{ version: 2, url: `https://github.com/${place}`, maxRemovedPercent: 30, accessToken: '(set)' },
  });
});
