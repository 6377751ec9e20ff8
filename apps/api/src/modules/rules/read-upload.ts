import { ArchiveError, readRuleFiles } from '@sluice/archive';
import { AppError } from '../../app-error.ts';
import type { UploadedFile } from './rule-import.service.ts';

export interface Upload {
  readonly files?: readonly { readonly path: string; readonly text: string }[] | null;
  readonly archive?: {
    readonly name: string;
    readonly contentBase64: string;
    readonly folders?: readonly string[] | null;
    readonly password?: string | null;
  } | null;
}

const MAX_FILES = 60_000;

async function readArchive({
  name,
  contentBase64,
  folders,
  password,
}: NonNullable<Upload['archive']>): Promise<UploadedFile[]> {
  const bytes = Buffer.from(contentBase64, 'base64');
  const found: UploadedFile[] = [];
  try {
    const options = { ...(folders && { folders }), ...(password && { password }) };
    for await (const file of readRuleFiles({ fileName: name, bytes }, options)) found.push(file);
  } catch (error) {
    if (error instanceof ArchiveError)
      throw new AppError('BAD_USER_INPUT', `The archive is refused: ${error.message}.`, {
        reason: error.code,
      });
    throw error;
  }
  return found;
}

/** All files of an upload. Throws BAD_USER_INPUT where there is none, too many, or the archive can't be read. */
export async function readUpload({ files, archive }: Upload): Promise<UploadedFile[]> {
  const single = (files ?? []).map(({ path, text }) => ({ ok: true, path, text }) as const);
  const packed = archive === undefined || archive === null ? [] : await readArchive(archive);
  const all = [...single, ...packed];
  if (all.length === 0) throw new AppError('BAD_USER_INPUT', 'The upload holds no .yml or .yaml file.');
  if (all.length > MAX_FILES) {
    throw new AppError(
      'BAD_USER_INPUT',
      `The upload holds ${all.length} files; at most ${MAX_FILES} are taken at once.`,
    );
  }
  return all;
}
