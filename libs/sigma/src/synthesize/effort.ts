/** A bound of work, shared by the steps of one search. */
export interface Effort {
  /** Takes units of work; false once more is asked for than there was. */
  take(units: number): boolean;
  /** Whether more was asked for: what was not found may be there. */
  isSpent(): boolean;
}

/** Makes a bound of so many units; one is about a test of a short text. */
export function createEffort(units: number): Effort {
  let left = units;
  return {
    take: (taken) => {
      left -= taken;
      return left >= 0;
    },
    isSpent: () => left < 0,
  };
}
