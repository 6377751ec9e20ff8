import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStack, type Stack } from '@sluice/embedded';
import type { ReplayInput } from './replay-input.ts';

/** What the matcher of a replay reads; given to it, and the same as its own default. */
export const MAX_EVENT_BYTES = 1024 * 1024;

const EMAIL = 'replay@sluice.local';

/** A whole Sluice that nothing else uses. */
export interface IsolatedStack extends Stack {
  readonly email: string;
  readonly password: string;
}

/** Runs `work` on a stack of its own in a temporary folder; both are gone when this returns or throws. */
export async function withIsolatedStack<T>(
  { log, killAfter, signal }: ReplayInput,
  work: (stack: IsolatedStack) => Promise<T>,
): Promise<T> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sluice-replay-'));
  try {
    // As root, Postgres runs as another user, who must be able to enter.
    await chmod(dataDir, 0o755);
    const password = randomBytes(16).toString('hex');
    const stack = await startStack({
      dataDir,
      matchers: 1,
      hasWeb: false,
      log: () => undefined,
      settings: { LOG_LEVEL: 'error', MAX_EVENT_BYTES: String(MAX_EVENT_BYTES) },
      apiSettings: { ADMIN_EMAIL: EMAIL, ADMIN_PASSWORD: password },
      onLine(app, line) {
        log(`${app}: ${line}`);
      },
      onDeath(app) {
        if (killAfter === undefined) log(`${app} ended unexpectedly`);
      },
    });
    try {
      signal.throwIfAborted();
      return await work({ ...stack, email: EMAIL, password });
    } finally {
      await stack.stop();
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}
