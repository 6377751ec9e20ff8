import { readFileSync, rmSync, writeFileSync } from 'node:fs';

import { endProcess } from './end-process.ts';
import type { Log } from './log.ts';
import { commandLineOf, isAlive } from './process-identity.ts';
import type { ProcessIdentity } from './process-identity.ts';

/** Notes which process works on a data directory, for a later start to find it. */
export function recordProcess(file: string, identity: ProcessIdentity): void {
  writeFileSync(file, JSON.stringify(identity));
}

export function forgetProcess(file: string): void {
  rmSync(file, { force: true });
}

/** Ends the process that `file` names, where it still runs and its command line holds `mark`. */
export async function endRecorded(
  file: string,
  { what, mark, signal, graceMs, log }: OrphanEnd,
): Promise<void> {
  const identity = readRecord(file);
  if (identity === undefined) return;
  if (isAlive(identity) && commandLineOf(identity.pid).includes(mark)) {
    log(`found the ${what} of a Sluice that died (process ${identity.pid}), stopping it`);
    await endProcess(identity, signal, graceMs);
  }
  forgetProcess(file);
}

export interface OrphanEnd {
  readonly what: string;
  readonly mark: string;
  readonly signal: NodeJS.Signals;
  readonly graceMs: number;
  readonly log: Log;
}

function readRecord(file: string): ProcessIdentity | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ProcessIdentity;
  } catch {
    return undefined;
  }
}
