import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { ProcessIdentity } from './process-identity.ts';

/** A process that must not outlive ours, and how it is ended. */
export interface Watched {
  readonly watch: ProcessIdentity;
  readonly signal: NodeJS.Signals;
  /** How long it may take to end before it is killed. */
  readonly graceMs: number;
}

/** What the guardian reads, one per line. */
export type GuardianMessage = Watched | { readonly forget: number };

let guardian: ChildProcess | undefined;

/** Has the process ended when ours dies, even of SIGKILL. */
export function guard(watched: Watched): void {
  tell(watched);
}

/** The process has ended; its pid may be used by a stranger from now on. */
export function unguard(pid: number): void {
  tell({ forget: pid });
}

function tell(message: GuardianMessage): void {
  guardian ??= startGuardian();
  guardian.stdin?.write(`${JSON.stringify(message)}\n`);
}

function startGuardian(): ChildProcess {
  const program = fileURLToPath(new URL(`./guardian${extname(import.meta.url)}`, import.meta.url));
  const child = spawn(process.execPath, ['--max-old-space-size=32', program], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    env: {},
  });
  // Neither the guardian nor the pipe to it keeps our process running.
  child.unref();
  (child.stdin as unknown as { unref(): void }).unref();
  child.stdin.on('error', () => undefined);
  child.once('exit', () => {
    guardian = undefined;
  });
  return child;
}
