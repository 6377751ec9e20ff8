import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createExactSum } from './exact-sum.ts';

/** Sums of multiples of 2^-60 below 2^60, exactly, rounded by the division of integers that `Number` makes of a text. */
const fraction = fc
  .tuple(fc.bigInt({ min: -(2n ** 53n) + 1n, max: 2n ** 53n - 1n }), fc.integer({ min: 0, max: 60 }))
  .map(([mantissa, shift]) => ({
    scaled: mantissa << BigInt(shift),
    value: Number(mantissa) * 2 ** (shift - 60),
  }));

test('the sum is the exact one, rounded once', () => {
  fc.assert(
    fc.property(fc.array(fraction, { maxLength: 30 }), (numbers) => {
      const sum = createExactSum();
      for (const { value } of numbers) sum.add(value);
      const exact = numbers.reduce((total, { scaled }) => total + scaled, 0n);
      expect(sum.value()).toBe(Number(exact) / 2 ** 60);
    }),
    { numRuns: 2_000 },
  );
});

test('numbers that are taken out leave no trace', () => {
  const numbers = fc.array(fc.double({ noNaN: true, min: -1e300, max: 1e300 }), { maxLength: 20 });
  fc.assert(
    fc.property(numbers, numbers, (kept, taken) => {
      const sum = createExactSum();
      for (const value of [...taken, ...kept]) sum.add(value);
      for (const value of taken) sum.add(-value);
      const fresh = createExactSum();
      for (const value of kept) fresh.add(value);
      expect(sum.value()).toBe(fresh.value());
    }),
    { numRuns: 2_000 },
  );
});

test('a plain running sum would lose it', () => {
  const sum = createExactSum();
  for (const value of [1e16, 1, -1e16]) sum.add(value);
  expect(sum.value()).toBe(1);
});
