import type { FileHandle } from 'node:fs/promises';
import type { EnvError } from '@sluice/runtime';
import { hashOf, MAX_HASH_LINE_BYTES } from './line-forms.ts';

/** The rest of one line and the whole of the next. */
const WINDOW_BYTES = 2 * MAX_HASH_LINE_BYTES;
/** So little is read at once. */
const BLOCK_BYTES = 4_096;
/** Places that are looked at, at the start, for whether the file is sorted. */
const PROBES = 256;

export interface SortedHashes {
  /** A SHA-1 in hex, in capitals. */
  has(hash: string): Promise<boolean>;
}

interface HashLine {
  readonly hash: string;
  /** Where the next line begins. */
  readonly end: number;
}

/**
 * Lines of hashes, sorted, that are searched on disk by halving: some thirty reads of a file of 40 GB, and nothing kept. Throws
 * where the file is not sorted, as far as looking at 256 places tells.
 */
export async function openSortedHashes(
  file: FileHandle,
  refuse: (fault: string) => EnvError,
): Promise<SortedHashes> {
  const { size } = await file.stat();

  async function read(at: number, bytes: number): Promise<string> {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, at);
    return buffer.toString('latin1', 0, bytesRead);
  }

  /** The first line that begins behind `at`; undefined where none does. */
  async function lineBehind(at: number): Promise<HashLine | undefined> {
    const text = await read(at, WINDOW_BYTES);
    const isEnd = at + text.length >= size;
    const before = text.indexOf('\n');
    const begin = before === -1 ? text.length : before + 1;
    const newline = text.indexOf('\n', begin);
    const line = text.slice(begin, newline === -1 ? undefined : newline);
    if (isEnd && line.trim() === '') return undefined;
    const hash = newline === -1 && !isEnd ? undefined : hashOf(line);
    if (hash === undefined) throw refuse(`has a line without a SHA-1 hash near byte ${at}.`);
    return { hash, end: newline === -1 ? size : at + newline + 1 };
  }

  let last = '';
  for (let probe = 0; probe < PROBES; probe += 1) {
    const at = Math.floor((size * probe) / PROBES);
    const hash = (await lineBehind(at))?.hash ?? last;
    if (hash < last)
      throw refuse(
        `is not sorted by hash (near byte ${at}). Take the file that is, or sort it: LC_ALL=C sort.`,
      );
    last = hash;
  }

  return {
    async has(hash) {
      // The line begins in [low, high), if it is there; at low begins a line.
      let [low, high] = [0, size];
      while (high - low > BLOCK_BYTES) {
        const middle = Math.floor((low + high) / 2);
        const line = await lineBehind(middle);
        if (line === undefined || line.hash > hash) high = middle + 1;
        else if (line.hash === hash) return true;
        else low = line.end;
      }
      const block = await read(low, high - low + MAX_HASH_LINE_BYTES);
      return block.split('\n').some((line) => hashOf(line) === hash);
    },
  };
}
