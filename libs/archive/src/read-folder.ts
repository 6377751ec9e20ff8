import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Budget } from './byte-budget.ts';
import { isYamlPath } from './entry-path.ts';
import type { ArchiveLimits, FoundFile } from './rule-file.ts';

/** Reads the YAML files below a folder, in order of their names. Links and hidden folders are passed over. */
export async function readFolder(
  root: string,
  limits: ArchiveLimits,
  budget: Budget,
): Promise<readonly FoundFile[]> {
  const files: FoundFile[] = [];
  const visit = async (relative: string): Promise<void> => {
    const entries = await readdir(join(root, relative), { withFileTypes: true });
    entries.sort((left, right) => (left.name < right.name ? -1 : 1));
    for (const entry of entries) {
      budget.spendEntry();
      const path = relative === '' ? entry.name : `${relative}/${entry.name}`;
      if (entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
        await visit(path);
      else if (entry.isFile() && isYamlPath(entry.name)) {
        files.push({ path, bytes: await readFileBounded(join(root, path), limits, budget) });
      }
    }
  };
  await visit('');
  return files;
}

/** Reads one file of at most the limit's size. */
export async function readFileBounded(
  path: string,
  limits: ArchiveLimits,
  budget: Budget,
): Promise<Uint8Array | undefined> {
  const handle = await open(path);
  try {
    const { size } = await handle.stat();
    if (size > limits.maxFileBytes) return undefined;
    budget.spendBytes(size);
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}
