/**
 * A sum of numbers from which they can be taken out again without trace: no rounding is lost in between, so the value
 * depends on what is in the sum and not on its history. Cost: a few operations for each change, at most about 40.
 */
export interface ExactSum {
  /** Adds a finite number; its negative takes it out. The sum of all must stay below the largest double. */
  add(value: number): void;
  /** The exact sum, rounded once. */
  value(): number;
}

/** An empty sum. Source: Shewchuk, Adaptive Precision Floating-Point Arithmetic, 1997, as Python's `math.fsum` has it. */
export function createExactSum(): ExactSum {
  // Non-overlapping, in increasing magnitude; their exact sum is the sum.
  const partials: number[] = [];
  return {
    add: (value) => {
      let carry = value;
      let kept = 0;
      for (const partial of partials) {
        const [large, small] = Math.abs(carry) < Math.abs(partial) ? [partial, carry] : [carry, partial];
        const sum = large + small;
        const rest = small - (sum - large);
        if (rest !== 0) {
          partials[kept] = rest;
          kept += 1;
        }
        carry = sum;
      }
      partials.length = kept;
      if (carry !== 0) partials.push(carry);
    },
    value: () => {
      let at = partials.length - 1;
      let high = partials[at] ?? 0;
      let low = 0;
      while (at > 0 && low === 0) {
        at -= 1;
        const before = high;
        const next = partials[at] ?? 0;
        high = before + next;
        low = next - (high - before);
      }
      // Halfway between two doubles: what lies below decides.
      const below = at > 0 ? (partials[at - 1] ?? 0) : 0;
      if ((low < 0 && below < 0) || (low > 0 && below > 0)) {
        const twice = low * 2;
        const rounded = high + twice;
        if (rounded - high === twice) high = rounded;
      }
      return high;
    },
  };
}
