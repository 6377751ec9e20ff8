import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataOf, ruleText } from './testing/operations.ts';
import type { TestApi } from './testing/start-test-api.ts';
import { readRun, readRuns, startSync, untilRun, type Run } from './testing/sync-operations.ts';
import { startSyncedApi, tenRules, type SyncedApi } from './testing/synced-api.ts';
import { tarGz } from './testing/tar-gz.ts';

let synced: SyncedApi;
let api: TestApi;
beforeAll(async () => {
  synced = await startSyncedApi();
  ({ api } = synced);
});
afterAll(() => synced.stop());

describe('a push that the host tells of', () => {
  const SECRET = 'it is secret'.replaceAll(' ', '-');

  function deliver(
    id: string,
    payload: object,
    { event = 'push', secret = SECRET }: { readonly event?: string; readonly secret?: string } = {},
  ): Promise<Response> {
    const body = JSON.stringify(payload);
    const signature = createHmac('sha256', secret).update(body).digest('hex');
    return fetch(`${api.url}/hooks/repositories/${id}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-github-event': event,
        'x-hub-signature-256': `sha256=${signature}`,
      },
      body,
    });
  }

  const pushOf = (place: string, ref = 'refs/heads/main') => ({
    ref,
    repository: { full_name: place, default_branch: 'main' },
  });

  it('begins a run; one of another branch, repository or event does not', async () => {
    const { id, place } = await synced.repositoryOf(tenRules(), { webhookSecret: SECRET });
    const others = [
      await deliver(id, pushOf(place, 'refs/heads/other')),
      await deliver(id, pushOf('acme/other')),
      await deliver(id, { zen: 'Keep it logically awesome.' }, { event: 'ping' }),
    ];
    expect(await Promise.all(others.map((response) => response.json()))).toEqual(
      others.map(() => ({ receipt: 'IGNORED' })),
    );
    expect(await readRuns(api, id)).toEqual([]);
    const response = await deliver(id, pushOf(place));
    expect([response.status, await response.json()]).toEqual([202, { receipt: 'STARTED' }]);
    const [run] = await readRuns(api, id);
    expect(await untilRun(api, run!.id, 'SUCCEEDED')).toMatchObject({ trigger: 'PUSH', added: 10 });
  });

  it('while a run goes on is followed by another run', async () => {
    const files = tenRules();
    const { id, place } = await synced.repositoryOf(files, { webhookSecret: SECRET });
    const release = synced.github.holdArchives();
    const { syncRepository } = dataOf<{ syncRepository: { run: Run } }>(await startSync(api, id));
    await expect.poll(async () => (await readRun(api, syncRepository.run.id)).state).toBe('RUNNING');
    await expect
      .poll(() => synced.github.requests.some(({ path }) => path.includes(`${place}/tarball`)))
      .toBe(true);
    files.set('rules/new.yml', ruleText(randomUUID(), 'New'));
    synced.github.publish(place, tarGz(files));
    expect((await deliver(id, pushOf(place))).status).toBe(202);
    release();
    await expect
      .poll(async () => (await readRuns(api, id)).map(({ state, added }) => `${state} ${added}`), {
        timeout: 20_000,
      })
      .toEqual(['SUCCEEDED 1', 'SUCCEEDED 10']);
  });

  it.each([
    ['another secret', { secret: 'other' }],
    ['a repository without a secret', { isWithout: true }],
    ['no repository', { id: randomUUID() }],
    ['no id', { id: 'seven' }],
  ])(
    'by %s is refused',
    async (
      _what,
      {
        secret = SECRET,
        isWithout = false,
        id: other = '',
      }: {
        readonly secret?: string;
        readonly isWithout?: boolean;
        readonly id?: string;
      },
    ) => {
      const { id, place } = await synced.repositoryOf(tenRules(), isWithout ? {} : { webhookSecret: SECRET });
      const response = await deliver(other === '' ? id : other, pushOf(place), { secret });
      expect([response.status, await response.text()]).toEqual([401, expect.stringContaining('signature')]);
      expect(await readRuns(api, id)).toEqual([]);
    },
  );

  it('that is signed and no push, or too long, is refused', async () => {
    const { id } = await synced.repositoryOf(tenRules(), { webhookSecret: SECRET });
    expect((await deliver(id, { ref: 1 })).status).toBe(400);
    expect((await deliver(id, { filler: 'x'.repeat(1_100_000) })).status).toBe(413);
  });
});
