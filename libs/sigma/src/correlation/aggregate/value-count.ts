import { createRefCounts } from '../ref-counts.ts';
import type { Aggregate } from './aggregate.ts';

/** Counts distinct values. Every operation is O(1) for each value of the entry; memory grows with distinct values. */
export function createValueCount(): Aggregate {
  const values = createRefCounts(0);
  return {
    add: (entry) => {
      entry.values.forEach(values.add);
    },
    remove: (entry) => {
      entry.values.forEach(values.remove);
    },
    measure: () => values.size,
  };
}
