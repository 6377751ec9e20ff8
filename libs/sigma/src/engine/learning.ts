import {
  builtInFrequencies,
  countedFrequencies,
  encodeRarity,
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
  /** For the engine that takes this one's place. */
  counters(): Uint32Array;
}

/** One event in so many teaches the engine what is rare. */
const sampleEvery = 64;
const counterWords = rarityBuckets * 2 + 1;

/** Goes on from what was counted before; else begins with what is built in. */
export function createLearning(kernel: Kernel, counted: Uint32Array | undefined): Learning {
  const at = kernel.allocate(counterWords * 4);
  kernel.call.useCounters(at, sampleEvery);
  if (counted !== undefined) kernel.words.set(seedCounters(counted), at >> 2);
  const counters = (): Uint32Array => kernel.words.slice(at >> 2, (at >> 2) + counterWords);
  return {
    frequencies: (counted && countedFrequencies(counted)) ?? builtInFrequencies(),
    rarity: () => encodeRarity(counters()),
    counters,
  };
}
