/** A line of the corpus of breached passwords, in any case: SHA-1 of the password's UTF-8 in hex, and how often it was seen. */
const HASH = /^([0-9A-F]{40})(?::\d{1,12})?$/i;
/** MD5, NTLM, SHA-256, a part of a SHA-1: hashes of another kind are no passwords. */
const OTHER_HASH = /^(?:[0-9A-F]{32}|[0-9A-F]{35}|[0-9A-F]{64}|[0-9A-F]{128})(?::\d{1,12})?$/i;

/** Longer than any line of hashes, with its end: `\r\n`. */
export const MAX_HASH_LINE_BYTES = 64;

/** In capitals; undefined where the line is no hash. */
export function hashOf(line: string): string | undefined {
  return HASH.exec(line.trimEnd())?.[1]?.toUpperCase();
}

export function isOtherHash(line: string): boolean {
  return OTHER_HASH.test(line.trimEnd());
}
