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
  const table = new Uint32Array(size * 2);
  yield;
  const counts = new Uint32Array(size);
  yield;
  const slots = new Uint32Array(count);
  let distinct = 0;
  for (let index = 0; index < count; index += 1) {
    if (index % itemsPerStep === itemsPerStep - 1) yield;
    const key = entries[index * width] ?? 0;
    let slot = slotOf(key) & mask;
    while (counts[slot] !== 0 && table[slot * 2] !== key) slot = (slot + 1) & mask;
    if (counts[slot] === 0) distinct += 1;
    table[slot * 2] = key;
    counts[slot] = (counts[slot] ?? 0) + 1;
    slots[index] = slot;
  }
  const lists = new Uint32Array(count * (width - 1) + distinct);
  yield;
  const base = kernel.allocate(lists.byteLength);
  for (let slot = 0, length = 0; slot < size; slot += 1) {
    if (slot % slotsPerStep === slotsPerStep - 1) yield;
    const items = counts[slot] ?? 0;
    if (items === 0) continue;
    table[slot * 2 + 1] = base + length * 4;
    lists[length] = items;
    // From here on, where the next item goes.
    counts[slot] = length + 1;
    length += 1 + items * (width - 1);
  }
  for (let index = 0; index < count; index += 1) {
    if (index % itemsPerStep === itemsPerStep - 1) yield;
    const slot = slots[index] ?? 0;
    const at = counts[slot] ?? 0;
    counts[slot] = at + width - 1;
    for (let word = 1; word < width; word += 1) lists[at + word - 1] = entries[index * width + word] ?? 0;
  }
  yield* kernel.copyInParts(lists, base);
  return { at: yield* kernel.placeInParts(table), mask };
}
