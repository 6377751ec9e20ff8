import { describe, expect, test } from 'vitest';
import { fuzz } from './fuzz.ts';
import { fuzzTargets } from './fuzz-targets.ts';

const millisecondsOf = { parser: 10_000, matcher: 18_000 };
/** Batches with these seeds are always tried, then such with a seed from the clock. */
const fixedSeeds = [1, 2, 3, 4, 5];

describe('thirty seconds of random input', () => {
  test.each(fuzzTargets)(
    'never make the $name throw, hang or contradict itself',
    (target) => {
      const end = Date.now() + millisecondsOf[target.name as keyof typeof millisecondsOf];
      for (const seed of fixedSeeds) {
        let batches = 0;
        expect(fuzz(target, { seed, mustStop: () => (batches += 1) > 1 })).toBeGreaterThan(0);
      }
      const seed = end % 2 ** 31;
      console.warn(`fuzz of the ${target.name} goes on from seed ${seed}`);
      expect(fuzz(target, { seed, mustStop: () => Date.now() > end })).toBeTypeOf('number');
    },
    90_000,
  );

  test('find what is wrong, and make it small', () => {
    const broken = fuzzTargets.map((target) => ({
      ...target,
      check: ({ rules }: { readonly rules: readonly string[] }) =>
        rules.some((text) => text.includes('condition')) ? 'wrong' : undefined,
    }));
    for (const target of broken)
      expect(fuzz(target, { seed: 1, mustStop: () => false })).toMatchObject({
        target: target.name,
        problem: 'Error: wrong',
        input: { rules: [expect.stringContaining('condition')] as unknown },
      });
  });
});
