import type { Kernel } from '../kernel/kernel.ts';

/** Where the kernel finds the tables: a filter of bits, and a table from grams to lists. */
export interface GramTable {
  readonly filter: number;
  readonly shift: number;
  readonly table: number;
  readonly mask: number;
}

const empty: GramTable = { filter: 0, shift: 31, table: 0, mask: 0 };
const postingWords = 4;
const slotsPerTurn = 65_536;
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
  const count = postings.length / 5;
  if (count === 0) return empty;
  const size = 2 ** Math.ceil(Math.log2(count * 2 + 2));
  const mask = size - 1;
  const grams = new Uint32Array(size);
  const counts = new Uint32Array(size);
  const slots = new Uint32Array(count);
  let distinct = 0;
  for (let index = 0; index < count; index += 1) {
    if (index % 4096 === 4095) yield;
    const gram = postings[index * 5] ?? 0;
    let slot = (Math.imul(gram, 0x85ebca6b) ^ (gram >>> 15)) & mask;
    while (counts[slot] !== 0 && grams[slot] !== gram) slot = (slot + 1) & mask;
    if (counts[slot] === 0) distinct += 1;
    grams[slot] = gram;
    counts[slot] = (counts[slot] ?? 0) + 1;
    slots[index] = slot;
  }
  yield;
  const starts = new Uint32Array(size);
  const lists = new Uint32Array(count * postingWords + distinct);
  let length = 0;
  for (let slot = 0; slot < size; slot += 1) {
    if (slot % slotsPerTurn === slotsPerTurn - 1) yield;
    const entries = counts[slot] ?? 0;
    if (entries === 0) continue;
    starts[slot] = length;
    lists[length] = entries;
    length += 1 + entries * postingWords;
  }
  const filled = new Uint32Array(size);
  for (let index = 0; index < count; index += 1) {
    if (index % 4096 === 4095) yield;
    const slot = slots[index] ?? 0;
    const at = (starts[slot] ?? 0) + 1 + (filled[slot] ?? 0) * postingWords;
    filled[slot] = (filled[slot] ?? 0) + 1;
    for (let word = 0; word < postingWords; word += 1) lists[at + word] = postings[index * 5 + 1 + word] ?? 0;
  }
  const base = kernel.place(lists);
  const table = new Uint32Array(size * 2);
  const bits = Math.min(maxFilterBits, Math.max(minFilterBits, Math.ceil(Math.log2(count * bitsPerGram))));
  const filter = new Uint8Array(2 ** (bits - 3));
  const shift = 32 - bits;
  for (let slot = 0; slot < size; slot += 1) {
    if (slot % slotsPerTurn === slotsPerTurn - 1) yield;
    if (counts[slot] === 0) continue;
    const gram = grams[slot] ?? 0;
    table[slot * 2] = gram;
    table[slot * 2 + 1] = base + (starts[slot] ?? 0) * 4;
    const hash = Math.imul(gram, 0x9e3779b1) >>> shift;
    filter[hash >>> 3] = (filter[hash >>> 3] ?? 0) | (1 << (hash & 7));
  }
  yield;
  return { filter: kernel.place(filter), shift, table: kernel.place(table), mask };
}
