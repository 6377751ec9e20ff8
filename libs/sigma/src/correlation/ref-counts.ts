/** Values with how often each is there, the one that was added last at the end. Changes cost O(1). */
export interface RefCounts {
  readonly size: number;
  add(value: string): void;
  remove(value: string): void;
  /** At most `most` values, those added last, in the order of their last addition. */
  latest(most: number): readonly string[];
}

/** Nothing counted yet. */
export function createRefCounts(): RefCounts {
  const counts = new Map<string, number>();
  return {
    get size() {
      return counts.size;
    },
    add: (value) => {
      const count = counts.get(value) ?? 0;
      if (count > 0) counts.delete(value);
      counts.set(value, count + 1);
    },
    remove: (value) => {
      const count = counts.get(value) ?? 0;
      if (count > 1) counts.set(value, count - 1);
      else counts.delete(value);
    },
    latest: (most) => [...counts.keys()].slice(-most),
  };
}
