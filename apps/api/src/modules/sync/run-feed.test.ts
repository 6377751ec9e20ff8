import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createRunFeed } from './run-feed.ts';
import type { SyncRun } from './sync-run.entity.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A feed of runs that are set here, and how often it asked for them. */
function prepare() {
  const runs = new Map<string, SyncRun>();
  const newest = vi.fn((ids: readonly string[]) => Promise.resolve(ids.flatMap((id) => runs.get(id) ?? [])));
  const set = (repositoryId: string, filesRead: number): void =>
    void runs.set(repositoryId, { repositoryId, filesRead } as SyncRun);
  return { feed: createRunFeed(newest), newest, set };
}

async function next(following: AsyncIterator<SyncRun>): Promise<number | undefined> {
  const taken = following.next();
  await vi.advanceTimersByTimeAsync(2_000);
  return ((await taken) as IteratorResult<SyncRun, undefined>).value?.filesRead;
}

it('tells what there is, and then what changed alone', async () => {
  const { feed, set } = prepare();
  set('a', 1);
  const following = feed.follow('a')[Symbol.asyncIterator]();
  expect(await next(following)).toBe(1);
  const second = following.next();
  await vi.advanceTimersByTimeAsync(5_000);
  set('a', 2);
  await vi.advanceTimersByTimeAsync(500);
  expect((await second).value).toMatchObject({ filesRead: 2 });
});

it('asks once for all who follow, and no more when they are gone', async () => {
  const { feed, newest, set } = prepare();
  set('a', 1);
  set('b', 2);
  const following = ['a', 'b', 'a', 'nothing'].map((id) => feed.follow(id)[Symbol.asyncIterator]());
  const first = following.map((each) => each.next());
  await vi.advanceTimersByTimeAsync(500);
  expect(newest).toHaveBeenLastCalledWith(['a', 'b', 'nothing']);
  expect((await Promise.all(first.slice(0, 3))).map(({ value }) => (value as SyncRun).filesRead)).toEqual([
    1, 2, 1,
  ]);
  // The last one waits still, and is not waited for.
  for (const each of following) await each.return?.();
  const count = newest.mock.calls.length;
  await vi.advanceTimersByTimeAsync(5_000);
  expect(newest).toHaveBeenCalledTimes(count);
});

it('leaves out what its reader is too slow for', async () => {
  const { feed, set } = prepare();
  set('a', 1);
  const following = feed.follow('a')[Symbol.asyncIterator]();
  expect(await next(following)).toBe(1);
  for (const filesRead of [2, 3, 4, 5]) {
    set('a', filesRead);
    await vi.advanceTimersByTimeAsync(500);
  }
  expect(await next(following)).toBe(5);
});

it('fails where the runs can not be read', async () => {
  const feed = createRunFeed(() => Promise.reject(new Error('away')));
  const following = feed.follow('a')[Symbol.asyncIterator]();
  await expect(following.next()).rejects.toThrow('runs can not be read');
  expect(vi.getTimerCount()).toBe(0);
});
