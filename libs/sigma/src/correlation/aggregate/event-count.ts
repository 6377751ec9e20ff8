import type { Aggregate } from './aggregate.ts';

/** Counts events. Every operation is O(1). */
export function createEventCount(): Aggregate {
  let count = 0;
  return {
    add: () => {
      count += 1;
    },
    remove: () => {
      count -= 1;
    },
    measure: () => count,
  };
}
