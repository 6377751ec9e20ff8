/** Numbers of witnesses found on one event, each once. */
export interface HitList {
  readonly items: Int32Array;
  count(): number;
  add(witness: number): void;
  clear(): void;
}

/** Makes a list for witnesses 0 to `size` - 1. */
export function createHitList(size: number): HitList {
  const items = new Int32Array(size);
  const isListed = new Uint8Array(size);
  let count = 0;
  return {
    items,
    count: () => count,
    add: (witness) => {
      if (isListed[witness] === 1) return;
      isListed[witness] = 1;
      items[count] = witness;
      count += 1;
    },
    clear: () => {
      for (let index = 0; index < count; index += 1) isListed[items[index] ?? 0] = 0;
      count = 0;
    },
  };
}
