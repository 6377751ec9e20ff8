import type { FileHandle } from 'node:fs/promises';
import type { EnvError } from '@sluice/runtime';
import { MAX_PASSWORD_CHARS, MIN_PASSWORD_CHARS, passwordLength } from '../password.ts';

/** They are kept in memory, about 100 bytes each. */
const MAX_PASSWORDS = 2_000_000;
/** A longer line is no password, so that the file is another one than was meant. */
const MAX_LINE_CHARS = 4_096;

/**
 * Reads passwords, one a line, to the end, and closes the file. Kept are those whose length the rules let through: the others
 * are refused without it.
 */
export async function readPasswordList(
  file: FileHandle,
  refuse: (fault: string) => EnvError,
): Promise<ReadonlySet<string>> {
  const kept = new Set<string>();
  function keep(line: string): void {
    const length = passwordLength(line);
    if (length >= MIN_PASSWORD_CHARS && length <= MAX_PASSWORD_CHARS) kept.add(line);
  }
  let rest = '';
  for await (const part of file.createReadStream({ encoding: 'utf8', start: 0 })) {
    const lines = `${rest}${String(part)}`.split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > MAX_LINE_CHARS)
      throw refuse(`has a line of more than ${MAX_LINE_CHARS} characters: one password a line is needed.`);
    for (const line of lines) keep(line.replace(/\r$/, ''));
    if (kept.size > MAX_PASSWORDS)
      throw refuse(`has more than ${MAX_PASSWORDS} passwords. Use a file of SHA-1 hashes, sorted by hash.`);
  }
  keep(rest);
  return kept;
}
