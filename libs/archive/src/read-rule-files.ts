import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { ArchiveError } from './archive-error.ts';
import { createBudget } from './byte-budget.ts';
import type { Budget } from './byte-budget.ts';
import { cleanPath, isYamlPath, stripTopFolder } from './entry-path.ts';
import { readFileBounded, readFolder } from './read-folder.ts';
import { readTarGz } from './read-tar.ts';
import { readZip } from './read-zip.ts';
import { defaultLimits } from './rule-file.ts';
import type { ArchiveLimits, FoundFile, RuleFile } from './rule-file.ts';

/** Where rules come from: a folder, archive or YAML file on disk, or the bytes of an uploaded one. */
export type RuleSource =
  { readonly path: string } | { readonly fileName: string; readonly bytes: Uint8Array };

export interface ReadOptions {
  /** Folders to read, relative to the top; by default those of `defaultFolders` that exist, else everything. */
  readonly folders?: readonly string[];
  readonly limits?: Partial<ArchiveLimits>;
}

/** SigmaHQ's folders of rules that are meant to be used as they are. */
export const defaultFolders: readonly string[] = ['rules', 'rules-emerging-threats', 'rules-threat-hunting'];

/**
 * Reads the YAML files of a source, in the source's order. A file that can't be read is yielded as such; a source that
 * can't be read, or passes a limit, throws an ArchiveError. Nothing is written anywhere.
 */
export async function* readRuleFiles(
  source: RuleSource,
  options: ReadOptions = {},
): AsyncGenerator<RuleFile> {
  const limits = { ...defaultLimits, ...options.limits };
  const found = await readAll(source, limits, createBudget(limits));
  for (const file of selectFolders(found, options.folders)) yield decode(file, limits);
}

async function readAll(
  source: RuleSource,
  limits: ArchiveLimits,
  budget: Budget,
): Promise<readonly FoundFile[]> {
  if ('path' in source) return readPath(source.path, limits, budget);
  const { fileName, bytes } = source;
  if (isTarGz(fileName)) return strip(await readTarGz(Readable.from([bytes]), limits, budget));
  if (isZip(fileName)) return strip(await readZip(bytes, limits, budget));
  if (!isYamlPath(fileName)) throw unknownFormat(fileName);
  budget.spendBytes(bytes.length);
  return [{ path: cleanPath(fileName), bytes: bytes.length > limits.maxFileBytes ? undefined : bytes }];
}

async function readPath(path: string, limits: ArchiveLimits, budget: Budget): Promise<readonly FoundFile[]> {
  const stats = await stat(path).catch((cause: unknown) => {
    throw new ArchiveError('SOURCE_NOT_FOUND', `there is no file or folder ${path}`, { cause });
  });
  if (stats.isDirectory()) return readFolder(path, limits, budget);
  if (isTarGz(path)) return strip(await readTarGz(createReadStream(path), limits, budget));
  if (isZip(path)) return strip(await readZip(path, limits, budget));
  if (isYamlPath(path)) return [{ path: basename(path), bytes: await readFileBounded(path, limits, budget) }];
  throw unknownFormat(path);
}

function isTarGz(name: string): boolean {
  return /\.(?:tar\.gz|tgz)$/i.test(name);
}

function isZip(name: string): boolean {
  return /\.zip$/i.test(name);
}

function unknownFormat(name: string): ArchiveError {
  return new ArchiveError(
    'SOURCE_UNKNOWN_FORMAT',
    `"${name}" is none of .tar.gz, .tgz, .zip, .yml, .yaml or a folder`,
  );
}

function strip(files: readonly FoundFile[]): readonly FoundFile[] {
  return stripTopFolder(files, defaultFolders);
}

function selectFolders(
  files: readonly FoundFile[],
  folders: readonly string[] | undefined,
): readonly FoundFile[] {
  const isIn = (path: string, folder: string): boolean => path.startsWith(`${cleanPath(folder)}/`);
  if (folders === undefined) {
    const inDefault = files.filter(({ path }) => defaultFolders.some((folder) => isIn(path, folder)));
    return inDefault.length > 0 ? inDefault : files;
  }
  for (const folder of folders) {
    if (!files.some(({ path }) => isIn(path, folder))) {
      throw new ArchiveError('FOLDER_NOT_FOUND', `the rules have no folder "${folder}" with YAML files`);
    }
  }
  return files.filter(({ path }) => folders.some((folder) => isIn(path, folder)));
}

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
    return { ok: true, path, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { ok: false, path, code: 'FILE_NOT_UTF8', message: 'the file is not UTF-8 text' };
  }
}
