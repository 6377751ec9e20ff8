/** Values with how often each is there. Changes cost O(1). */
export interface RefCounts {
  readonly size: number;
  add(value: string): void;
  /** Takes one occurrence out, the oldest of all that are there. */
  remove(value: string): void;
  /** The values that were added last, in the order of their last addition. */
  latest(): readonly string[];
}

/** Nothing counted yet; knows the `mostLatest` values that were added last. */
export function createRefCounts(mostLatest: number): RefCounts {
  const counts = new Map<string, number>();
  // Occurrences leave in the order in which they came, so a value that leaves for good is one that was added least lately:
  // it is among the latest only if these are all.
  const latest = new Set<string>();
  return {
    get size() {
      return counts.size;
    },
    add: (value) => {
      counts.set(value, (counts.get(value) ?? 0) + 1);
      latest.delete(value);
      latest.add(value);
      if (latest.size <= mostLatest) return;
      for (const oldest of latest) {
        latest.delete(oldest);
        return;
      }
    },
    remove: (value) => {
      const count = counts.get(value) ?? 0;
      if (count > 1) counts.set(value, count - 1);
      else {
        counts.delete(value);
        latest.delete(value);
      }
    },
    latest: () => [...latest],
  };
}
