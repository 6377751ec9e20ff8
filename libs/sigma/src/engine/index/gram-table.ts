import type { Kernel } from '../kernel/kernel.ts';
import { placeLists } from './list-table.ts';

/** Where the kernel finds the tables: a filter of bits, and a table from grams to lists. */
export interface GramTable {
  readonly filter: number;
  readonly shift: number;
  readonly table: number;
  readonly mask: number;
}

/** Words of a posting. */
export const postingWords = 5;

const empty: GramTable = { filter: 0, shift: 31, table: 0, mask: 0 };
/** Bits of the filter for each gram, so that few others pass; at most 512 KiB, which still lies in a core's own cache. */
const bitsPerGram = 16;
/** Four KiB at least: a gram that passes for nothing costs as much as a dozen places. */
const minFilterBits = 15;
const maxFilterBits = 22;

/**
 * Builds the tables in the kernel's memory. Postings of five words each: the gram (three or four bytes as a little-endian
 * word, never 0), the witness, the address of the literal, its length, and where the gram begins in it.
 */
export function* placeGrams(postings: Uint32Array, kernel: Kernel): Generator<void, GramTable> {
  const count = postings.length / postingWords;
  if (count === 0) return empty;
  const bits = Math.min(maxFilterBits, Math.max(minFilterBits, Math.ceil(Math.log2(count * bitsPerGram))));
  const filter = new Uint8Array(2 ** (bits - 3));
  const shift = 32 - bits;
  for (let index = 0; index < count; index += 1) {
    if (index % 65_536 === 65_535) yield;
    const hash = Math.imul(postings[index * postingWords] ?? 0, 0x9e3779b1) >>> shift;
    filter[hash >>> 3] = (filter[hash >>> 3] ?? 0) | (1 << (hash & 7));
  }
  const slotOf = (gram: number): number => Math.imul(gram, 0x85ebca6b) ^ (gram >>> 15);
  const { at, mask } = yield* placeLists(postings, postingWords, slotOf, kernel);
  return { filter: kernel.place(filter), shift, table: at, mask };
}
