import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { codeOf, dataOf } from './testing/operations.ts';
import { EMAIL, startTestApi, type TestApi } from './testing/start-test-api.ts';
import { readRun, readRuns, startSync, sync, untilRun, type Run } from './testing/sync-operations.ts';
import { startSyncedApi, tenRules, type SyncedApi } from './testing/synced-api.ts';

let synced: SyncedApi;
let api: TestApi;
beforeAll(async () => {
  synced = await startSyncedApi();
  ({ api } = synced);
});
afterAll(() => synced.stop());

describe('of one repository', () => {
  it('one run is worked at, in any replica', async () => {
    const other = await startTestApi(synced.settings, { databaseUrl: api.databaseUrl, prefix: api.prefix });
    onTestFinished(() => other.stop());
    const { id } = await synced.repositoryOf(tenRules());
    const release = synced.github.holdArchives();
    const answers = await Promise.all([api, other, api, other].map((replica) => startSync(replica, id)));
    expect(answers.map(codeOf).toSorted()).toEqual(['CONFLICT', 'CONFLICT', 'CONFLICT', undefined]);
    release();
    const [run, ...more] = await readRuns(api, id);
    expect(await untilRun(api, run!.id, 'SUCCEEDED')).toMatchObject({ added: 10 });
    expect(more).toEqual([]);
  });

  it('a run that is cancelled leaves nothing, and another one can begin', async () => {
    const { id } = await synced.repositoryOf(tenRules());
    const release = synced.github.holdArchives();
    const { syncRepository } = dataOf<{ syncRepository: { run: Run } }>(await startSync(api, id));
    await untilRun(api, syncRepository.run.id, 'RUNNING');
    const cancel = 'mutation ($runId: ID!) { cancelSync(runId: $runId) { run { state error } } }';
    const answer = await api.run(cancel, { runId: syncRepository.run.id });
    expect(dataOf(answer)).toEqual({
      cancelSync: { run: { state: 'CANCELLED', error: `Cancelled by ${EMAIL}.` } },
    });
    const second = sync(api, id);
    await delay(700);
    release();
    expect(await second).toMatchObject({ state: 'SUCCEEDED', added: 10 });
    expect(await readRun(api, syncRepository.run.id)).toMatchObject({ state: 'CANCELLED', added: 0 });
    expect(codeOf(await api.run(cancel, { runId: syncRepository.run.id }))).toBe('CONFLICT');
  });

  it('a run ends with the repository that is deleted under it', async () => {
    const { id } = await synced.repositoryOf(tenRules());
    const release = synced.github.holdArchives();
    await startSync(api, id);
    dataOf(await api.run('mutation ($id: ID!) { deleteRepository(id: $id) { id } }', { id }));
    release();
    expect(await readRuns(api, id)).toEqual([]);
    expect(await synced.rowsOf(id)).toEqual([]);
  });
});
