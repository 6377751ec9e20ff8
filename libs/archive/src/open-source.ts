import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { ArchiveError } from './archive-error.ts';
import { cleanPath, isYamlPath } from './entry-path.ts';
import { openFolder, readFileBounded } from './read-folder.ts';
import { openTarGz } from './read-tar.ts';
import { openZip } from './read-zip.ts';
import type { ArchiveLimits, FoundFile } from './rule-file.ts';

/** Where rules come from: a folder, archive or YAML file on disk, or the bytes of an uploaded one. */
export type RuleSource =
  { readonly path: string } | { readonly fileName: string; readonly bytes: Uint8Array };

/**
 * A source whose YAML files are listed first, since the paths of all say which are wanted, and then read one by one, so
 * that it is never in memory as a whole. Both throw an ArchiveError where a limit is passed, and count anew.
 */
export interface OpenSource {
  /** Whether a forge may have put a folder around everything. */
  readonly isArchive: boolean;
  /** In the source's order. */
  readonly listPaths: () => Promise<readonly string[]>;
  /** The files with these paths, in the source's order. Bytes hold until the next file is asked for. */
  readonly readFiles: (wanted: ReadonlySet<string>) => AsyncIterable<FoundFile>;
}

/** Finds out the format by the name. Throws an ArchiveError where there is nothing, or of no known kind. */
export async function openSource(
  source: RuleSource,
  limits: ArchiveLimits,
  password?: string,
): Promise<OpenSource> {
  if (!('path' in source)) {
    const { fileName, bytes } = source;
    const archive = openArchive(fileName, bytes, limits, password);
    if (archive !== undefined) return archive;
    if (isYamlPath(fileName)) {
      return singleFile(cleanPath(fileName), () => (bytes.length > limits.maxFileBytes ? undefined : bytes));
    }
    throw unknownFormat(fileName);
  }
  const { path } = source;
  const stats = await stat(path).catch((cause: unknown) => {
    throw new ArchiveError('SOURCE_NOT_FOUND', `there is no file or folder ${path}`, { cause });
  });
  if (stats.isDirectory()) return openFolder(path, limits);
  const archive = openArchive(path, path, limits, password);
  if (archive !== undefined) return archive;
  if (isYamlPath(path)) return singleFile(basename(path), () => readFileBounded(path, limits));
  throw unknownFormat(path);
}

function openArchive(
  name: string,
  source: string | Uint8Array,
  limits: ArchiveLimits,
  password?: string,
): OpenSource | undefined {
  if (/\.(?:tar\.gz|tgz)$/i.test(name)) return openTarGz(source, limits);
  return /\.zip$/i.test(name) ? openZip(source, limits, password) : undefined;
}

function singleFile(path: string, read: () => Uint8Array | undefined): OpenSource {
  return {
    isArchive: false,
    listPaths: () => Promise.resolve([path]),
    // eslint-disable-next-line @typescript-eslint/require-await -- other sources have something to wait for
    readFiles: async function* () {
      yield { path, bytes: read() };
    },
  };
}

function unknownFormat(name: string): ArchiveError {
  return new ArchiveError(
    'SOURCE_UNKNOWN_FORMAT',
    `"${name}" is none of .tar.gz, .tgz, .zip, .yml, .yaml or a folder`,
  );
}
