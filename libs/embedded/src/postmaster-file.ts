import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { endProcess } from './end-process.ts';
import type { Log } from './log.ts';
import { commandLineOf, identify } from './process-identity.ts';

/**
 * Ends a Postgres that a dead parent left on this cluster. A postmaster.pid that names a stranger, because the pid was
 * given again, is removed: Postgres itself would take the stranger for its predecessor and refuse.
 */
export async function endOrphanedPostgres(clusterDir: string, graceMs: number, log: Log): Promise<void> {
  const file = join(clusterDir, 'postmaster.pid');
  const pid = Number((await readFile(file, 'utf8').catch(() => '')).split('\n')[0]);
  const orphan = identify(pid);
  if (orphan === undefined) return;
  const commandLine = commandLineOf(pid);
  if (commandLine.includes('postgres') && commandLine.includes(clusterDir)) {
    log(`found the Postgres of a Sluice that died (process ${pid}), stopping it`);
    await endProcess(orphan, 'SIGINT', graceMs);
  } else {
    await rm(file, { force: true });
  }
}
