import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf, dataOf, ruleText } from './testing/operations.ts';
import type { TestApi } from './testing/start-test-api.ts';
import { readRuns, sync, untilRun } from './testing/sync-operations.ts';
import { startSyncedApi, tenRules, type SyncedApi } from './testing/synced-api.ts';
import { tarGz } from './testing/tar-gz.ts';

let synced: SyncedApi;
let api: TestApi;
beforeAll(async () => {
  synced = await startSyncedApi();
  ({ api } = synced);
});
afterAll(() => synced.stop());

describe('a run that would remove many rules', () => {
  it('asks, and goes on when it is confirmed', async () => {
    const files = tenRules();
    const { id, place } = await synced.repositoryOf(files);
    await sync(api, id);
    for (const index of [0, 1, 2]) files.delete(`rules/${index}.yml`);
    synced.github.publish(place, tarGz(files));
    const asking = await sync(api, id);
    expect(asking).toMatchObject({ state: 'NEEDS_CONFIRMATION', removed: 3, error: /3 of 10/ });
    expect(await synced.outcomesOf(asking)).toEqual([0, 1, 2].map((index) => `REMOVED rules/${index}.yml`));
    expect(await synced.rowsOf(id)).toHaveLength(10);
    // What is confirmed is the commit that was looked at.
    synced.github.publish(place, tarGz(new Map([['rules/x.yml', ruleText(randomUUID(), 'X')]])));
    dataOf(await confirm(asking.id));
    expect(await untilRun(api, asking.id, 'SUCCEEDED')).toMatchObject({ removed: 3, unchanged: 7 });
    expect(await synced.rowsOf(id)).toHaveLength(7);
    expect(codeOf(await confirm(asking.id))).toBe('CONFLICT');
  });

  it('is not confirmed once the repository was changed: other rules would go', async () => {
    const files = tenRules();
    const { id, place } = await synced.repositoryOf(files);
    await sync(api, id);
    synced.github.publish(place, tarGz(new Map([...files].slice(0, 5))));
    const asking = await sync(api, id);
    expect(asking).toMatchObject({ state: 'NEEDS_CONFIRMATION', removed: 5 });
    dataOf(
      await api.run(
        'mutation ($input: UpdateRepositoryInput!) { updateRepository(input: $input) { revision } }',
        {
          input: { id, version: 1, git: { maxRemovedPercent: 30 } },
        },
      ),
    );
    expect(codeOf(await confirm(asking.id))).toBe('CONFLICT');
    expect(await synced.rowsOf(id)).toHaveLength(10);
  });

  it('removes no more than was confirmed', async () => {
    const files = tenRules();
    const { id, place } = await synced.repositoryOf(files, { maxRemovedPercent: 0 });
    await sync(api, id);
    files.delete('rules/0.yml');
    synced.github.publish(place, tarGz(files));
    const asking = await sync(api, id);
    await synced.database.query('UPDATE sync_runs SET removed = 0 WHERE id = $1', [asking.id]);
    dataOf(await confirm(asking.id));
    await untilRun(api, asking.id, 'NEEDS_CONFIRMATION');
    expect(await synced.rowsOf(id)).toHaveLength(10);
  });

  it('and removes all of them, as an empty host would, asks too', async () => {
    const { id, place } = await synced.repositoryOf(tenRules());
    await sync(api, id);
    synced.github.publish(place, tarGz(new Map([['README.md', '']])));
    expect(await sync(api, id)).toMatchObject({ state: 'NEEDS_CONFIRMATION', removed: 10 });
    synced.github.publish(place, tarGz(tenRules()));
    const [newer, older] = [await sync(api, id), (await readRuns(api, id))[1]];
    expect([newer.state, older?.state]).toEqual(['NEEDS_CONFIRMATION', 'CANCELLED']);
  });

  function confirm(runId: string) {
    return api.run('mutation ($runId: ID!) { confirmSync(runId: $runId) { run { id } } }', { runId });
  }
});
