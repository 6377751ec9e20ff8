/** Why a source as a whole can't be read. */
export type ArchiveErrorCode =
  | 'SOURCE_NOT_FOUND'
  | 'SOURCE_UNKNOWN_FORMAT'
  | 'ARCHIVE_TOO_LARGE'
  | 'ARCHIVE_TOO_MANY_ENTRIES'
  | 'ARCHIVE_BROKEN'
  | 'PASSWORD_MISSING'
  | 'PASSWORD_WRONG'
  | 'FOLDER_NOT_FOUND';

/** A rule source is refused as a whole. The message says what, with which value. */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError';
  readonly code: ArchiveErrorCode;
  constructor(code: ArchiveErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
