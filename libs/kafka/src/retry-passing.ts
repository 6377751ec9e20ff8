import { setTimeout as sleep } from 'node:timers/promises';
import { protocolErrorType } from './errors.ts';

const FIRST_WAIT_MS = 50;
const MOST_WAIT_MS = 1_000;
const GIVE_UP_MS = 30_000;

function isPassing(error: unknown): boolean {
  if (!(error instanceof Error) || protocolErrorType(error) === 'UNKNOWN_TOPIC_OR_PARTITION') return false;
  return 'retriable' in error && error.retriable === true;
}

/**
 * Asks again while Kafka's answer is an error that passes by itself, for example a coordinator that still loads; the
 * client's own retries leave some requests out. Throws the last error after 30 s, and all others at once.
 */
export async function retryPassing<T>(ask: () => Promise<T>): Promise<T> {
  const endMs = performance.now() + GIVE_UP_MS;
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(MOST_WAIT_MS, waitMs * 2)) {
    try {
      return await ask();
    } catch (error) {
      if (!isPassing(error) || performance.now() > endMs) throw error;
    }
    await sleep(waitMs);
  }
}
