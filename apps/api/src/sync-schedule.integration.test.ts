import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dataOf } from './testing/operations.ts';
import type { TestApi } from './testing/start-test-api.ts';
import { readRuns, type Run } from './testing/sync-operations.ts';
import { startSyncedApi, tenRules, type SyncedApi } from './testing/synced-api.ts';

let synced: SyncedApi;
let api: TestApi;
beforeAll(async () => {
  synced = await startSyncedApi();
  ({ api } = synced);
});
afterAll(() => synced.stop());

it('a repository with an interval is synced when its time has come, and only then', async () => {
  const { id } = await synced.repositoryOf(tenRules(), { intervalMinutes: 60 });
  const untilRuns = async (count: number): Promise<readonly Run[]> => {
    for (;;) {
      const runs = await readRuns(api, id);
      if (runs.length >= count && runs.every(({ state }) => state === 'SUCCEEDED')) return runs;
      await delay(100);
    }
  };
  expect(await untilRuns(1)).toMatchObject([{ trigger: 'SCHEDULE', startedBy: 'sync', added: 10 }]);
  await synced.database.query(
    `UPDATE sync_runs SET queued_at = now() - interval '59 min' WHERE repository_id = $1`,
    [id],
  );
  await delay(6_000);
  expect(await readRuns(api, id)).toHaveLength(1);
  await synced.database.query(
    `UPDATE sync_runs SET queued_at = now() - interval '61 min' WHERE repository_id = $1`,
    [id],
  );
  expect(await untilRuns(2)).toMatchObject([{ isNotModified: true }, { added: 10 }]);
});

it('a repository with a schedule is synced at its times, shows the next one, and an interval takes its place', async () => {
  const read = async () => {
    const query =
      'query ($id: ID!) { repository(id: $id) { version nextSyncAt git { cron intervalMinutes } } }';
    const { repository } = dataOf<{
      repository: {
        version: number;
        nextSyncAt: string | null;
        git: { cron: string; intervalMinutes: number };
      };
    }>(await api.run(query, { id }));
    return repository;
  };
  const { id } = await synced.repositoryOf(tenRules(), { cron: '0 0 29 feb *' });
  const { nextSyncAt, git, version } = await read();
  expect(git).toEqual({ cron: '0 0 29 FEB *', intervalMinutes: null });
  expect(nextSyncAt).toMatch(/^20\d\d-02-29T00:00:00/);
  await delay(6_000);
  expect(await readRuns(api, id)).toEqual([]);
  const set =
    "UPDATE repositories SET created_at = now() - interval '9 y', updated_at = now() - interval '9 y' WHERE id = $1";
  await synced.database.query(set, [id]);
  await expect
    .poll(() => readRuns(api, id), { timeout: 10_000 })
    .toMatchObject([{ trigger: 'SCHEDULE', state: 'SUCCEEDED', added: 10 }]);
  await delay(6_000);
  expect(await readRuns(api, id)).toHaveLength(1);
  expect((await read()).nextSyncAt).toBe(nextSyncAt);

  const update = `mutation ($input: UpdateRepositoryInput!) { updateRepository(input: $input) { revision } }`;
  dataOf(await api.run(update, { input: { id, version, git: { intervalMinutes: 43_200 } } }));
  expect(await read()).toMatchObject({ git: { cron: null, intervalMinutes: 43_200 } });
  dataOf(await api.run(update, { input: { id, version: version + 1, git: { cron: '30 4 * * *' } } }));
  expect(await read()).toMatchObject({
    nextSyncAt: expect.stringContaining('T04:30:00') as string,
    git: { cron: '30 4 * * *', intervalMinutes: null },
  });
  dataOf(await api.run(update, { input: { id, version: version + 2, git: { cron: null } } }));
  expect(await read()).toMatchObject({ nextSyncAt: null, git: { cron: null, intervalMinutes: null } });
});
