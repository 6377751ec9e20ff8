import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { EnvError } from '@sluice/runtime';
import { hashOf, isOtherHash } from './line-forms.ts';
import { readPasswordList } from './password-list.ts';
import { openSortedHashes } from './sorted-hashes.ts';

/** So much of the file tells its form. */
const SAMPLE_BYTES = 64 * 1024;

/** Passwords that are known from breaches. */
export interface BreachedPasswords {
  holds(password: string): Promise<boolean>;
  close(): Promise<void>;
}

/** As it was typed, as it is kept, and in small letters: those who guess try all of them. */
function formsOf(password: string): ReadonlySet<string> {
  const normalized = password.normalize('NFKC');
  return new Set([password, normalized, normalized.toLowerCase()]);
}

/**
 * Opens a file of breached passwords: one a line, or lines `SHA-1[:count]` sorted by hash, as the corpus of Have I Been Pwned is
 * published. Hashes are looked up on disk, whatever the size of the file. Throws EnvError where it is missing or of neither form.
 */
export async function openBreachedPasswords(path: string): Promise<BreachedPasswords> {
  const refuse = (fault: string): EnvError => new EnvError(`BREACHED_PASSWORDS_FILE: ${path} ${fault}`);
  const file = await open(path).catch((cause: unknown) => {
    throw new EnvError(
      `BREACHED_PASSWORDS_FILE: ${path} can't be opened. Name a file that the API may read.`,
      { cause },
    );
  });
  try {
    return await readForm(file, refuse);
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function readForm(file: FileHandle, refuse: (fault: string) => EnvError): Promise<BreachedPasswords> {
  if (!(await file.stat()).isFile()) throw refuse('is no file.');
  const { buffer, bytesRead } = await file.read(Buffer.alloc(SAMPLE_BYTES), 0, SAMPLE_BYTES, 0);
  if (buffer.subarray(0, bytesRead).includes(0)) throw refuse('is no text. Unpack it first.');
  const lines = buffer.toString('utf8', 0, bytesRead).split('\n');
  // What the sample cuts in two is no line.
  if (bytesRead === SAMPLE_BYTES) lines.pop();
  const filled = lines.filter((line) => line.trim() !== '');
  if (filled.length === 0) throw refuse('is empty, or its first line has no end.');
  const hashes = filled.filter((line) => hashOf(line) !== undefined).length;
  if (hashes === filled.length) {
    const sorted = await openSortedHashes(file, refuse);
    return {
      async holds(password) {
        for (const form of formsOf(password))
          if (await sorted.has(createHash('sha1').update(form).digest('hex').toUpperCase())) return true;
        return false;
      },
      close: () => file.close(),
    };
  }
  if (hashes > 0) throw refuse('has both SHA-1 hashes and other lines. Give it one form.');
  if (filled.every(isOtherHash))
    throw refuse('has hashes that are not SHA-1. Use those that are, sorted by hash.');
  const list = await readPasswordList(file, refuse);
  return {
    holds: (password) => Promise.resolve([...formsOf(password)].some((form) => list.has(form))),
    close: () => Promise.resolve(),
  };
}
