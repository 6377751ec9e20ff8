// Counts what events hold, on a sample of them: how often grams and values occur.

import { hashBytes } from './bytes';
import { headOf, touchedCount, touchedField } from './fields';
import { plainAt, plainLength, readPlain } from './plain-text';
import { folded, links } from './scratch';

/** 65,536 counters of grams, then as many of values; as in `engine/rarity.ts`. */
let counters: usize = 0;
let every: u32 = 0;
let wait: u32 = 0;

export function useCounters(at: usize, sampleEvery: u32): void {
  counters = at;
  every = sampleEvery;
  wait = sampleEvery;
}

export function learn(end: usize): void {
  if (every == 0) return;
  wait -= 1;
  if (wait != 0) return;
  wait = every;
  for (let at = folded; at < end; at += 1) {
    const counter = counters + (((load<u32>(at) * 0x9e3779b1) >>> 16) << 2);
    store<u32>(counter, load<u32>(counter) + 1);
  }
  for (let i: u32 = 0; i < touchedCount; i += 1) {
    const field = touchedField(i);
    for (let link = headOf(field); link != 0; link = load<u32>(links + link * 8, 4)) {
      readPlain(load<u32>(links + link * 8));
      // Fields have other numbers next time: their values count without them.
      const hash = hashBytes(plainAt, plainLength);
      const counter = counters + 0x40000 + ((hash >>> 16) << 2);
      store<u32>(counter, load<u32>(counter) + 1);
    }
  }
  store<u32>(counters + 0x80000, load<u32>(counters + 0x80000) + 1);
}
