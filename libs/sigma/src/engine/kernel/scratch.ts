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
}

/** Bytes of one value; its first words: start, end, kind | flags << 8. */
export const valueBytes = 32;

/** Lays out memory for events of up to `length` bytes and makes it the kernel's. */
export function createScratch(kernel: Kernel, length: number): Scratch {
  const capacity = 2 ** Math.ceil(Math.log2(Math.max(length, 16_384)));
  // A value takes two bytes of JSON at least, a key five.
  const items = capacity / 2;
  // Room in front: a literal that is compared where one of its grams was seen may begin before the text.
  const input = kernel.allocate(capacity + 1024) + 512;
  const folded = kernel.allocate(capacity + 1024) + 512;
  const values = kernel.allocate(items * valueBytes);
  const tape = kernel.allocate(items * 8);
  const keys = kernel.allocate(items * 12);
  const links = kernel.allocate(items * 16 + 16);
  // A text is kept at most twice as the host writes it (folding makes two bytes three) and once unescaped.
  const arena = kernel.allocate(capacity * 8 + items * 32);
  kernel.call.useScratch(input, folded, values, tape, keys, links, arena, items);
  return { input, folded, values, links, capacity };
}
