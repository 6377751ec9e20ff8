import { setTimeout as delay } from 'node:timers/promises';

import { isAlive } from './process-identity.ts';
import type { ProcessIdentity } from './process-identity.ts';

const POLL_MS = 25;

/** Asks a process to end and waits for it; after `graceMs` it is killed. Does nothing where it has ended already. */
export async function endProcess(
  target: ProcessIdentity,
  signal: NodeJS.Signals,
  graceMs: number,
): Promise<void> {
  send(target, signal);
  if (await isGoneWithin(target, graceMs)) return;
  send(target, 'SIGKILL');
  await isGoneWithin(target, graceMs);
}

async function isGoneWithin(target: ProcessIdentity, timeoutMs: number): Promise<boolean> {
  for (let waitedMs = 0; isAlive(target); waitedMs += POLL_MS) {
    if (waitedMs >= timeoutMs) return false;
    await delay(POLL_MS);
  }
  return true;
}

function send(target: ProcessIdentity, signal: NodeJS.Signals): void {
  if (!isAlive(target)) return;
  try {
    process.kill(target.pid, signal);
  } catch (error) {
    // It ended between the look and the signal.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
