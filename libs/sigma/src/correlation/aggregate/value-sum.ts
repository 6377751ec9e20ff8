import { createExactSum } from '../exact-sum.ts';
import type { Aggregate } from './aggregate.ts';

/** Sums numbers, or takes their mean. Exact, and O(1) for each number of the entry. */
export function createValueSum(kind: 'value_sum' | 'value_avg'): Aggregate {
  const sum = createExactSum();
  let count = 0;
  return {
    add: ({ numbers }) => {
      numbers.forEach(sum.add);
      count += numbers.length;
    },
    remove: ({ numbers }) => {
      for (const number of numbers) sum.add(-number);
      count -= numbers.length;
    },
    measure: () => {
      if (count === 0) return undefined;
      return kind === 'value_sum' ? sum.value() : sum.value() / count;
    },
  };
}
