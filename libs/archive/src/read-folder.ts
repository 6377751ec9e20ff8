import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createBudget } from './byte-budget.ts';
import { isRulePath } from './entry-path.ts';
import type { OpenSource } from './open-source.ts';
import type { ArchiveLimits } from './rule-file.ts';

/** The YAML files below a folder, in order of their names. Links and hidden folders are passed over. */
export function openFolder(root: string, limits: ArchiveLimits): OpenSource {
  return {
    isArchive: false,
    async listPaths() {
      const budget = createBudget(limits);
      const paths: string[] = [];
      const visit = async (relative: string): Promise<void> => {
        const entries = await readdir(join(root, relative), { withFileTypes: true });
        entries.sort((left, right) => (left.name < right.name ? -1 : 1));
        for (const entry of entries) {
          budget.spendEntry();
          const path = relative === '' ? entry.name : `${relative}/${entry.name}`;
          if (entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
            await visit(path);
          else if (entry.isFile() && isRulePath(entry.name)) paths.push(path);
        }
      };
      await visit('');
      return paths;
    },
    // eslint-disable-next-line @typescript-eslint/require-await -- other sources have something to wait for
    readFiles: async function* (wanted) {
      const budget = createBudget(limits);
      for (const path of wanted) yield { path, bytes: readFileBounded(join(root, path), limits, budget) };
    },
  };
}

/**
 * Reads one file of at most the limit's size. Four steps in turn, each handed to another thread and awaited, take twenty times
 * as long as the reading itself.
 */
export function readFileBounded(
  path: string,
  limits: ArchiveLimits,
  budget = createBudget(limits),
): Uint8Array | undefined {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    if (size > limits.maxFileBytes) return undefined;
    budget.spendBytes(size);
    return readFileSync(file);
  } finally {
    closeSync(file);
  }
}
