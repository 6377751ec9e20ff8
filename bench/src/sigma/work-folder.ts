import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of one command's own, gone with it. */
export interface WorkFolder {
  readonly path: string;
  readonly dispose: () => Promise<void>;
}

export async function createWorkFolder(): Promise<WorkFolder> {
  const path = await mkdtemp(join(tmpdir(), 'sluice-bench-'));
  return { path, dispose: () => rm(path, { recursive: true }) };
}
