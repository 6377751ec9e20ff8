import { setTimeout as delay } from 'node:timers/promises';

/** Waits for `work`, but no longer than `maxMs`: whatever it is by then. */
export async function waitAtMost(work: Promise<unknown>, maxMs: number): Promise<void> {
  const limit = new AbortController();
  const timeout = delay(maxMs, undefined, { signal: limit.signal }).catch(() => undefined);
  try {
    await Promise.race([work, timeout]);
  } finally {
    limit.abort();
  }
}
