/** Numbers from 0 to 1, without it, that look random and depend on the seed alone. Not for secrets. */
export type RandomNumbers = () => number;

/** Mulberry32 (Tommy Ettinger, public domain): 32 bits of state, enough to vary events. */
export function createRandomNumbers(seed: number): RandomNumbers {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Choices that depend on the seed alone. */
export interface Random {
  /** A whole number from 0 to `bound` - 1; 0 where the bound is below 1. */
  below(bound: number): number;
}

export function createRandom(seed: number): Random {
  const next = createRandomNumbers(seed);
  return { below: (bound) => Math.floor(next() * Math.max(1, bound)) };
}
