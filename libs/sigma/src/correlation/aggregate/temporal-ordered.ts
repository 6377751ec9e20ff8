import type { Aggregate } from './aggregate.ts';

/**
 * Counts how many of the rules matched one after the other, from the first on. Events of one instant count as being in
 * order. Every operation is O(rules), however many entries there are: for each rule it is enough to know the latest
 * beginning of a sequence that has come as far as this rule.
 */
export function createTemporalOrdered(rules: number): Aggregate {
  const beginnings = Array<number>(rules).fill(Number.NEGATIVE_INFINITY);
  const latest = Array<number>(rules).fill(Number.NEGATIVE_INFINITY);
  return {
    add: ({ timeMs, inputs }) => {
      for (const input of inputs) latest[input] = timeMs;
      for (let rule = 0; rule < rules; rule += 1) {
        if (latest[rule] !== timeMs) continue;
        const before = rule === 0 ? timeMs : (beginnings[rule - 1] ?? 0);
        if (before > (beginnings[rule] ?? 0)) beginnings[rule] = before;
      }
    },
    // A sequence whose beginning has left the window is told by its time.
    remove: () => undefined,
    measure: (sinceMs) => {
      const broken = beginnings.findIndex((beginning) => beginning < sinceMs);
      return broken === -1 ? rules : broken;
    },
  };
}
