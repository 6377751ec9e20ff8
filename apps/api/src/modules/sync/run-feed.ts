import { Repeater } from '@graphql-yoga/subscription';
import type { SyncRun } from './sync-run.entity.ts';

/** Runs are looked at so often while somebody follows them. */
const POLL_MS = 500;

/** Tells of runs that any replica works at. */
export interface RunFeed {
  /**
   * The newest run of a repository, at once where there is one, and each time that it changed; states in between that its reader is
   * too slow for are left out. Fails where Postgres can't be asked.
   */
  follow(repositoryId: string): AsyncIterable<SyncRun>;
}

interface Follower {
  readonly repositoryId: string;
  tell(run: SyncRun): void;
  fail(error: Error): void;
}

/** One query answers all followers, and none is asked where there are none. `newest` reads the newest run of each repository. */
export function createRunFeed(
  newest: (repositoryIds: readonly string[]) => Promise<readonly SyncRun[]>,
): RunFeed {
  const followers = new Set<Follower>();
  let timer: NodeJS.Timeout | undefined;
  let polling: Promise<void> | undefined;

  async function poll(): Promise<void> {
    const asked = [...followers];
    try {
      const runs = await newest([...new Set(asked.map(({ repositoryId }) => repositoryId))]);
      const byRepository = new Map(runs.map((run) => [run.repositoryId, run]));
      for (const { repositoryId, tell } of asked) {
        const run = byRepository.get(repositoryId);
        if (run !== undefined) tell(run);
      }
    } catch (cause) {
      for (const { fail } of asked) fail(new Error('runs can not be read', { cause }));
    }
    polling = undefined;
  }

  const pollOnce = (): void => {
    polling ??= poll();
  };

  return {
    follow: (repositoryId) =>
      new Repeater<SyncRun>(async (push, stop) => {
        let told = '';
        let isTaken = true;
        const follower: Follower = {
          repositoryId,
          tell(run) {
            const state = JSON.stringify(run);
            if (!isTaken || state === told) return;
            told = state;
            isTaken = false;
            void push(run).then(() => {
              isTaken = true;
            });
          },
          fail: stop,
        };
        followers.add(follower);
        timer ??= setInterval(pollOnce, POLL_MS);
        pollOnce();
        try {
          await stop;
        } finally {
          followers.delete(follower);
          if (followers.size === 0) {
            clearInterval(timer);
            timer = undefined;
          }
        }
      }),
  };
}
