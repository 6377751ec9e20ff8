import type { Kernel } from './kernel.ts';

/** Memory of the event in hand. */
export interface Scratch {
  /** Where the record goes, and its copy in lower case. */
  readonly input: number;
  readonly folded: number;
  readonly values: number;
  readonly links: number;
  /** Longest record or text, in bytes. */
  readonly capacity: number;
  /** Most values. */
  readonly items: number;
}

/** Bytes of one value; its first words: start, end, kind | flags << 8. */
export const valueBytes = 32;

/** Most values of a record that the kernel reads by itself: events with more are refused (`maxEventValues`). */
const maxItems = 131_072;
/** For values that the host makes of others: at most 8192 characters of those, written twice as above. */
const formedBytes = 131_072;
const leastCapacity = 16_384;

/**
 * Lays out memory for events of up to `length` bytes and makes it the kernel's; `values` is the number of their values
 * where it is known.
 */
export function createScratch(kernel: Kernel, length: number, values = 0): Scratch {
  const capacity = powerAbove(Math.max(length, leastCapacity));
  // A value takes two bytes of JSON at least, a key five.
  const items = Math.max(powerAbove(values + 1), Math.min(capacity / 2, maxItems));
  // Room in front: a literal that is compared where one of its grams was seen may begin before the text.
  const input = kernel.allocate(capacity + 1024) + 512;
  const folded = kernel.allocate(capacity + 1024) + 512;
  const valuesAt = kernel.allocate(items * valueBytes);
  const tape = kernel.allocate(items * 8);
  const keys = kernel.allocate(items * 12);
  const links = kernel.allocate(items * 16 + 16);
  // A text is kept at most twice as the host writes it (half a pair of surrogates takes three bytes and six) and once
  // unescaped.
  const arena = kernel.allocate(capacity * 5 + items * 32 + formedBytes);
  kernel.call.useScratch(input, folded, valuesAt, tape, keys, links, arena, items);
  return { input, folded, values: valuesAt, links, capacity, items };
}

function powerAbove(least: number): number {
  return 2 ** Math.ceil(Math.log2(least));
}
