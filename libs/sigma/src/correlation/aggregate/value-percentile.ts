import type { Aggregate } from './aggregate.ts';

/**
 * The exact percentile of the numbers, linear between the two nearest ranks (`1 + p/100 · (n − 1)`). Adding and removing
 * search a sorted array and move what lies behind: O(log n) comparisons and a move of up to n numbers.
 */
export function createValuePercentile(percentile: number): Aggregate {
  const sorted: number[] = [];
  const placeOf = (number: number): number => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sorted[middle] ?? 0) < number) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    add: ({ numbers }) => {
      for (const number of numbers) sorted.splice(placeOf(number), 0, number);
    },
    remove: ({ numbers }) => {
      for (const number of numbers) sorted.splice(placeOf(number), 1);
    },
    measure: () => {
      const rank = (percentile / 100) * (sorted.length - 1);
      const low = sorted[Math.floor(rank)];
      const high = sorted[Math.ceil(rank)];
      if (low === undefined || high === undefined) return undefined;
      return low === high ? low : low + (rank - Math.floor(rank)) * (high - low);
    },
  };
}
