import { setTimeout as delay } from 'node:timers/promises';
import type { HealthService } from './health.service.ts';

const WATCH_MS = 15_000;

/** Looks now and then, so that it is known since when a part stands as it does. Returns its end. */
export function watchHealth(health: HealthService): () => Promise<void> {
  const stopping = new AbortController();
  const watching = (async () => {
    while (!stopping.signal.aborted) {
      await health.read();
      await delay(WATCH_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  })();
  return async () => {
    stopping.abort();
    await watching;
  };
}
