import { defaultFolders, type RuleFile } from '@sluice/archive';
import type { FetchRules } from './fetch-rules.ts';
import type { ConnectGit, GitEntry } from './git-client.ts';
import type { GitBlob } from './read-blobs.ts';
import { MAX_FILES, requireUsed } from './rule-files.ts';
import { selectFiles } from './select-files.ts';
import { SyncError } from './sync-error.ts';

const YAML = /\.ya?ml$/i;

/** From any git host, by git itself. Throws SyncError, or the signal's reason. */
export function createFetchByGit(connect: ConnectGit): FetchRules {
  return async ({ repository, token, known, signal, commit: settled }) => {
    if (repository.url === null) throw new SyncError('The repository has no address to sync from.');
    const connection = await connect({ url: repository.url, token, signal });
    try {
      const commit = settled ?? (await connection.findCommit(repository.ref));
      if (commit === known) return undefined;
      const entries = chooseFiles(await connection.listFiles(commit), repository.folders);
      const files: RuleFile[] = [];
      await connection.readFiles(entries, ({ path }, blob) => {
        signal.throwIfAborted();
        files.push(decode(path, blob));
      });
      return { commit, files };
    } finally {
      await connection.close();
    }
  };
}

function chooseFiles(entries: readonly GitEntry[], folders: readonly string[]): readonly GitEntry[] {
  const rules = entries.filter(({ path }) => YAML.test(path));
  const selection = selectFiles(folders);
  const isDefault = ({ path }: GitEntry): boolean =>
    defaultFolders.some((folder) => path.startsWith(`${folder}/`));
  const chosen =
    folders.length === 0 && rules.some(isDefault)
      ? rules.filter(isDefault)
      : entries.filter(({ path }) => selection.isWanted(path));
  requireUsed(selection);
  if (chosen.length > MAX_FILES) throw new SyncError(`There are more than ${MAX_FILES} files of rules.`);
  return chosen;
}

function decode(path: string, blob: GitBlob): RuleFile {
  if (blob === undefined)
    return { ok: false, path, code: 'FILE_TOO_LARGE', message: 'the file is larger than 1048576 bytes' };
  try {
    return { ok: true, path, text: new TextDecoder('utf-8', { fatal: true }).decode(blob) };
  } catch {
    return { ok: false, path, code: 'FILE_NOT_UTF8', message: 'the file is not UTF-8 text' };
  }
}
