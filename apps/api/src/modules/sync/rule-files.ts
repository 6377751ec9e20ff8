import type { FileSelection } from './select-files.ts';
import { SyncError } from './sync-error.ts';

/** Files that a run takes; more are an error, as in an upload. */
export const MAX_FILES = 60_000;

/** Throws SyncError where a folder or pattern is set that has no files: it may have been renamed. */
export function requireUsed(selection: FileSelection): void {
  const unused = selection.unused();
  if (unused.length === 0) return;
  const names = unused.map((folder) => `"${folder}"`).join(', ');
  throw new SyncError(`There are no files of rules in ${names}. Correct the repository's folders.`);
}
