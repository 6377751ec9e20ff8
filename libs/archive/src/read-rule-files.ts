import { ArchiveError } from './archive-error.ts';
import { cleanPath, findTopFolder, isYamlPath } from './entry-path.ts';
import { openSource } from './open-source.ts';
import type { RuleSource } from './open-source.ts';
import { defaultLimits } from './rule-file.ts';
import type { ArchiveLimits, FoundFile, RuleFile } from './rule-file.ts';

export interface ReadOptions {
  /** Folders to read, relative to the top; by default those of `defaultFolders` that exist, else everything. */
  readonly folders?: readonly string[];
  /** In place of folders: says of a path in YAML or TOML, relative to the top, whether it is read. */
  readonly isWanted?: (path: string) => boolean;
  readonly limits?: Partial<ArchiveLimits>;
  /** Of an encrypted zip archive. */
  readonly password?: string;
}

/** SigmaHQ's folders of rules that are meant to be used as they are. */
export const defaultFolders: readonly string[] = ['rules', 'rules-emerging-threats', 'rules-threat-hunting'];

/**
 * Reads the YAML files of a source, and those in TOML that `isWanted` takes, in the source's order, one by one: none is kept. A file that can't be read is yielded
 * as such; a source that can't be read, or passes a limit, throws an ArchiveError, perhaps after some files. Nothing is
 * written anywhere.
 */
export async function* readRuleFiles(
  source: RuleSource,
  options: ReadOptions = {},
): AsyncGenerator<RuleFile> {
  const limits = { ...defaultLimits, ...options.limits };
  const opened = await openSource(source, limits, options.password);
  const paths = await opened.listPaths();
  const top = opened.isArchive ? findTopFolder(paths, defaultFolders) : '';
  const { isWanted } = options;
  const wanted =
    isWanted === undefined
      ? selectFolders(paths.filter(isYamlPath), top, options.folders)
      : new Set(paths.filter((path) => isWanted(path.slice(top.length))));
  for await (const { path, bytes } of opened.readFiles(wanted)) {
    yield decode({ path: path.slice(top.length), bytes }, limits);
  }
}

/** Those of the paths that are below the folders, which are relative to the top folder; in the order of the paths. */
function selectFolders(
  paths: readonly string[],
  top: string,
  folders: readonly string[] | undefined,
): ReadonlySet<string> {
  const isIn = (path: string, folder: string): boolean => path.startsWith(`${top}${cleanPath(folder)}/`);
  const below = (chosen: readonly string[]): readonly string[] =>
    paths.filter((path) => chosen.some((folder) => isIn(path, folder)));
  if (folders === undefined) {
    const inDefault = below(defaultFolders);
    return new Set(inDefault.length > 0 ? inDefault : paths);
  }
  for (const folder of folders) {
    if (!paths.some((path) => isIn(path, folder))) {
      throw new ArchiveError('FOLDER_NOT_FOUND', `the rules have no folder "${folder}" with YAML files`);
    }
  }
  return new Set(below(folders));
}

const decoder = new TextDecoder('utf-8', { fatal: true });

function decode({ path, bytes }: FoundFile, { maxFileBytes }: ArchiveLimits): RuleFile {
  if (bytes === undefined) {
    return {
      ok: false,
      path,
      code: 'FILE_TOO_LARGE',
      message: `the file is larger than ${maxFileBytes} bytes`,
    };
  }
  try {
    return { ok: true, path, text: decoder.decode(bytes) };
  } catch {
    return { ok: false, path, code: 'FILE_NOT_UTF8', message: 'the file is not UTF-8 text' };
  }
}
