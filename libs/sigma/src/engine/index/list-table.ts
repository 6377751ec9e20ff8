import type { Kernel } from '../kernel/kernel.ts';

/** Slots of 8 bytes: key, address of a list. A list: how many items, and these. */
export interface ListTable {
  readonly at: number;
  /** The slot of a key, and those after it, are tried. */
  readonly mask: number;
}

const itemsPerStep = 4096;
const slotsPerStep = 16_384;

/**
 * Builds a table from keys to lists in the kernel's memory. Entries of `width` words each: the key, and the item that its
 * list gets. `slotOf` mixes a key. Yields now and then, also where memory is taken, as that may have to be cleared.
 */
export function* placeLists(
  entries: Uint32Array,
  width: number,
  slotOf: (key: number) => number,
  kernel: Kernel,
): Generator<void, ListTable> {
  const count = entries.length / width;
  const size = 2 ** Math.ceil(Math.log2(count * 2 + 2));
  const mask = size - 1;
  // In place of its address, a list's length at first.
  const table = new Uint32Array(size * 2);
  yield;
  const slots = new Uint32Array(count);
  let distinct = 0;
  for (let index = 0; index < count; index += 1) {
    if (index % itemsPerStep === itemsPerStep - 1) yield;
    const key = entries[index * width] ?? 0;
    let slot = slotOf(key) & mask;
    while (table[slot * 2 + 1] !== 0 && table[slot * 2] !== key) slot = (slot + 1) & mask;
    const items = table[slot * 2 + 1] ?? 0;
    if (items === 0) distinct += 1;
    table[slot * 2] = key;
    table[slot * 2 + 1] = items + 1;
    slots[index] = slot;
  }
  const itemWords = width - 1;
  const lists = new Uint32Array(count * itemWords + distinct);
  yield;
  const base = kernel.allocate(lists.byteLength);
  for (let slot = 0, length = 0; slot < size; slot += 1) {
    if (slot % slotsPerStep === slotsPerStep - 1) yield;
    const items = table[slot * 2 + 1] ?? 0;
    if (items === 0) continue;
    table[slot * 2 + 1] = base + length * 4;
    length += 1 + items * itemWords;
  }
  for (let index = 0; index < count; index += 1) {
    if (index % itemsPerStep === itemsPerStep - 1) yield;
    const list = ((table[(slots[index] ?? 0) * 2 + 1] ?? 0) - base) >>> 2;
    const items = lists[list] ?? 0;
    lists[list] = items + 1;
    for (let word = 1; word < width; word += 1)
      lists[list + items * itemWords + word] = entries[index * width + word] ?? 0;
  }
  yield* kernel.copyInParts(lists, base);
  return { at: yield* kernel.placeInParts(table), mask };
}
