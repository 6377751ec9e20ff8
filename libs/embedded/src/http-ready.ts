import { setTimeout as delay } from 'node:timers/promises';

import { EmbeddedError } from './embedded-error.ts';
import type { ServiceProcess } from './service-process.ts';

const POLL_MS = 50;
const ANSWER_TIMEOUT_MS = 2_000;

/** Waits until `url` answers with success; fails when its process ends before, or after `timeoutMs`. */
export async function untilHttpReady(
  service: { readonly name: string; readonly process: ServiceProcess },
  url: string,
  timeoutMs: number,
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const answer = await ask(url);
    if (answer.isReady) return;
    if (service.process.hasExited()) {
      throw new EmbeddedError(
        `${service.name} ended while it started; it said:\n${service.process.output()}`,
      );
    }
    if (performance.now() > deadline) {
      throw new EmbeddedError(
        `${service.name} was not ready within ${timeoutMs / 1000} s (${answer.text}); it said:\n${service.process.output()}`,
      );
    }
    await delay(POLL_MS);
  }
}

async function ask(url: string): Promise<{ readonly isReady: boolean; readonly text: string }> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) });
    return { isReady: response.ok, text: await response.text() };
  } catch (error) {
    return { isReady: false, text: String(error) };
  }
}
