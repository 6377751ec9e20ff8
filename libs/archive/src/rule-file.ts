/** A YAML file of a rule source: its text, or why it could not be read. `path` is relative, with forward slashes. */
export type RuleFile =
  | { readonly ok: true; readonly path: string; readonly text: string }
  | { readonly ok: false; readonly path: string; readonly code: RuleFileProblem; readonly message: string };

/** Why a single file can't be read; the others are not affected. */
export type RuleFileProblem = 'FILE_TOO_LARGE' | 'FILE_NOT_UTF8';

/** A file as found, before it is decoded. `bytes` is undefined where it is longer than the limit. */
export interface FoundFile {
  readonly path: string;
  readonly bytes: Uint8Array | undefined;
}

/** Bounds against hostile or mistaken input. */
export interface ArchiveLimits {
  /** Bytes that are unpacked or read, all together; of a zip archive on disk, its own too. */
  readonly maxTotalBytes: number;
  /** Bytes of one YAML file; a longer one is reported, not fatal. */
  readonly maxFileBytes: number;
  /** Files and folders of any kind. */
  readonly maxEntries: number;
}

/** Ten times the SigmaHQ repository. */
export const defaultLimits: ArchiveLimits = {
  maxTotalBytes: 256 * 1024 * 1024,
  maxFileBytes: 1024 * 1024,
  maxEntries: 100_000,
};
