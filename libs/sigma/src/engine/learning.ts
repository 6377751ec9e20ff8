import {
  builtInFrequencies,
  encodeRarity,
  learnedFrequencies,
  rarityBuckets,
  seedCounters,
} from './index/rarity.ts';
import type { Frequencies, Rarity } from './index/rarity.ts';
import type { Kernel } from './kernel/kernel.ts';

/** What an engine knows and learns of what is rare in the stream. */
export interface Learning {
  readonly frequencies: Frequencies;
  /** Undefined before any event was sampled. */
  rarity(): Rarity | undefined;
}

/** One event in so many teaches the engine what is rare. */
const sampleEvery = 64;
const counterWords = rarityBuckets * 2 + 1;

/** Goes on from what was learned before; else begins with what is built in. */
export function createLearning(kernel: Kernel, rarity: Rarity | undefined): Learning {
  const counters = kernel.allocate(counterWords * 4);
  kernel.call.useCounters(counters, sampleEvery);
  const seed = rarity ? seedCounters(rarity) : undefined;
  if (seed !== undefined) kernel.words.set(seed, counters >> 2);
  return {
    frequencies: (rarity && learnedFrequencies(rarity)) ?? builtInFrequencies(),
    rarity: () => encodeRarity(kernel.words.slice(counters >> 2, (counters >> 2) + counterWords)),
  };
}
