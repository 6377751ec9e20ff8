import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '@sluice/runtime';
import type { Settings } from './setting-definitions.ts';
import type { SettingsService } from './settings.service.ts';

/** A change of any replica is in force this much later at most. */
const WATCH_MS = 15_000;

/** Tells the settings now, and again and again, for what can't ask each time. Returns its end. */
export async function watchSettings(
  settings: SettingsService,
  log: Logger,
  tell: (values: Settings) => void,
): Promise<() => Promise<void>> {
  const stopping = new AbortController();
  const { signal } = stopping;
  const look = async (): Promise<void> => {
    tell((await settings.read()).values);
  };
  await look();
  const watching = (async () => {
    for (;;) {
      await delay(WATCH_MS, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      await look().catch((error: unknown) => {
        log.warn({ err: error }, 'settings not read; those that are known stay in force');
      });
    }
  })();
  return async () => {
    stopping.abort();
    await watching;
  };
}
