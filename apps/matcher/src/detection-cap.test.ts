import { expect, it } from 'vitest';
import { createDetectionCap } from './detection-cap.ts';

it('a noisy rule is capped within a second, and begins anew in the next', () => {
  const cap = createDetectionCap(2);
  expect([1, 2, 3].map(() => cap.admit(['noisy'], 500))).toEqual([true, true, false]);
  expect(cap.admit(['noisy'], 1_000)).toBe(true);
});

it('a noisy rule does not silence a quiet one that matches with it', () => {
  const cap = createDetectionCap(1);
  cap.admit(['noisy'], 0);
  expect(cap.admit(['noisy', 'quiet'], 0)).toBe(true);
  expect(cap.admit(['noisy', 'quiet'], 0)).toBe(false);
});
