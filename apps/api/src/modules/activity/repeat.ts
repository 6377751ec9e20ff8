import type { Logger } from '@sluice/runtime';

/** Does the work now and again after each interval, never twice at once; what fails is logged and tried again. Returns its end. */
export function repeat(
  intervalMs: number,
  log: Logger,
  what: string,
  work: () => Promise<void>,
): () => Promise<void> {
  let working: Promise<void> | undefined;
  const once = async (): Promise<void> => {
    await work().catch((error: unknown) => {
      log.warn({ err: error, what }, 'failed; it is tried again');
    });
    working = undefined;
  };
  const timer = setInterval(() => {
    working ??= once();
  }, intervalMs);
  working = once();
  return async () => {
    clearInterval(timer);
    await working;
  };
}
