import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf } from './testing/operations.ts';
import type { TestApi } from './testing/start-test-api.ts';
import { startSync, sync } from './testing/sync-operations.ts';
import { startSyncedApi, tenRules, type SyncedApi } from './testing/synced-api.ts';
import { tarGz } from './testing/tar-gz.ts';

let synced: SyncedApi;
let api: TestApi;
beforeAll(async () => {
  synced = await startSyncedApi();
  ({ api } = synced);
});
afterAll(() => synced.stop());

describe('a host that answers with an error', () => {
  it.each([
    ['401', { status: 401 }, /access token/],
    ['403', { status: 403, body: 'no' }, /does not let this access token/],
    ['404', { status: 404 }, /no repository/],
    ['409', { status: 409 }, /is empty/],
    ['no commit', { status: 200, body: '<html>' }, /what is no commit/],
    ['a redirect inwards', { status: 302, headers: { location: 'https://127.0.0.1:1/' } }, /public internet/],
    ['a redirect to http', { status: 302, headers: { location: 'http://example.com/' } }, /not https/],
  ])('%s: the run says so', async (_what, answer, words) => {
    const { id, place } = await synced.repositoryOf(tenRules());
    synced.github.answerNext(place, answer);
    const run = await sync(api, id);
    expect(run).toMatchObject({ state: 'FAILED', error: words as never, retryAt: null });
    expect(await sync(api, id)).toMatchObject({ state: 'SUCCEEDED', added: 10 });
  });

  it.each([
    ['an archive that is none', { status: 200, body: 'no archive' }, /archive.*refused/],
    [
      'an archive that was cut',
      { status: 200, body: tarGz(tenRules()).subarray(0, 300) },
      /archive.*refused/,
    ],
    ['no archive', { status: 404 }, /no repository|does not show/],
  ])('%s: the rules stay as they are', async (_what, answer, words) => {
    const files = tenRules();
    const { id, place } = await synced.repositoryOf(files);
    await sync(api, id);
    const rows = await synced.rowsOf(id);
    files.delete('rules/0.yml');
    synced.github.publish(place, tarGz(files));
    synced.github.answerNext(`${place}/tarball`, answer);
    expect(await sync(api, id)).toMatchObject({ state: 'FAILED', error: words as never });
    expect(await synced.rowsOf(id)).toEqual(rows);
  });

  it('without the folders that are set, the rules stay as they are', async () => {
    const { id } = await synced.repositoryOf(tenRules(), { folders: ['rules', 'gone'] });
    expect(await sync(api, id)).toMatchObject({ state: 'FAILED', error: /"gone"/ as never });
  });

  it('that holds mostly other files tells each refused one, and what it took all the same', async () => {
    const files = tenRules();
    for (let index = 0; index < 1_500; index += 1) files.set(`rules/other-${index}.yml`, 'kind: dashboard\n');
    const { id } = await synced.repositoryOf(files);
    const run = await sync(api, id);
    expect(run).toMatchObject({ state: 'SUCCEEDED', added: 10, refused: 1_500 });
    const outcomes = await synced.outcomesOf(run);
    expect(outcomes.filter((outcome) => outcome.startsWith('REFUSED'))).toHaveLength(1_500);
    expect(outcomes.filter((outcome) => outcome.startsWith('ADDED'))).toHaveLength(10);
  });

  it('that is busy or limits for a moment is asked again', async () => {
    const { id, place } = await synced.repositoryOf(tenRules());
    const busy = [{ status: 503 }, { status: 429, headers: { 'retry-after': '1' } }];
    synced.github.answerNext(`${place}/commits`, ...busy);
    expect(await sync(api, id)).toMatchObject({ state: 'SUCCEEDED', added: 10 });
    const asked = synced.github.requests.filter(({ path }) => path.includes(`${place}/commits`));
    expect(asked.map(({ status }) => status)).toEqual([503, 429, 200]);
  });

  it.each([
    ['retry-after', { status: 403, headers: { 'retry-after': '3600' } }],
    [
      'x-ratelimit-reset',
      {
        status: 403,
        headers: {
          'x-ratelimit-remaining': '0',
          'x-ratelimit-reset': String(Math.round(Date.now() / 1000) + 3600),
        },
      },
    ],
  ])('that limits for long by %s is left alone so long', async (_what, answer) => {
    const { id, place } = await synced.repositoryOf(tenRules());
    synced.github.answerNext(place, answer);
    const run = await sync(api, id);
    const minutes = (Date.parse(run.retryAt ?? '') - Date.now()) / 60_000;
    expect(run).toMatchObject({ state: 'FAILED', error: /rate limit/ as never });
    expect(minutes).toBeGreaterThan(58);
    expect(minutes).toBeLessThan(61);
    expect(codeOf(await startSync(api, id))).toBe('RATE_LIMITED');
    expect(synced.github.requests.filter(({ path }) => path.includes(place))).toHaveLength(1);
  });
});
