import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchBytesPlainly } from '../testing/match-plainly.ts';
import { randomEventBytes } from '../testing/random-event-text.ts';
import { randomRule } from '../testing/random-rules.ts';
import { rarityBuckets } from './index/rarity.ts';
import type { Rarity } from './index/rarity.ts';
import { compileRules } from './rule-set.ts';

/** Frequencies of all kinds from a seed. */
function frequencies(seed: number): string {
  const steps = Array.from({ length: rarityBuckets }, (_, index) => Math.imul(index + 1, seed | 1) >>> 24);
  return btoa(steps.map((step) => String.fromCharCode(step)).join(''));
}

describe('what was learned of a stream', () => {
  test('changes no answer', () => {
    const property = fc.property(
      fc.array(randomRule, { minLength: 1, maxLength: 8 }),
      fc.array(randomEventBytes, { minLength: 1, maxLength: 4 }),
      fc.nat(),
      (rules, events, seed) => {
        const learned: Rarity = {
          version: 1,
          events: 1000,
          grams: frequencies(seed),
          values: frequencies(seed + 1),
        };
        const ruleSet = compileRules(rules, { rarity: learned });
        for (const bytes of events)
          expect(ruleSet.matchBytes(bytes)).toEqual(matchBytesPlainly(rules, bytes));
      },
    );
    fc.assert(property, { numRuns: 60 });
  });

  const sound = { version: 1, events: 1000, grams: frequencies(1), values: frequencies(2) };
  test.each([
    ['null', null],
    ['a number', 5],
    ['another version', { ...sound, version: 2 }],
    ['a number of events that is none', { ...sound, events: Number.NaN }],
    ['endlessly many events', { ...sound, events: Number.POSITIVE_INFINITY }],
    ['fewer events than none', { ...sound, events: -100 }],
    ['a text that is no base64', { ...sound, grams: '%' }],
    ['too short a text', { ...sound, values: 'AAAA' }],
    ['a list for a text', { ...sound, values: [] }],
  ])('is left aside where it is %s', (_, value) => {
    const ruleSet = compileRules([], { rarity: value as unknown as Rarity });
    expect(ruleSet.rarity()).toBeUndefined();
  });

  test('comes back as it went in', () => {
    expect(compileRules([], { rarity: sound as Rarity }).rarity()).toMatchObject({
      version: 1,
      events: 1000,
    });
  });
});
