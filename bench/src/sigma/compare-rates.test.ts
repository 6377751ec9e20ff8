import { describe, expect, test } from 'vitest';
import { compareRates } from './compare-rates.ts';
import type { Runs } from './compare-rates.ts';

function runs(matches: readonly number[], rates: readonly number[], events = matches.map(() => 100)): Runs {
  return { events, matches, rates };
}

describe('the ratio to the peer', () => {
  test('is that of the median rates', () => {
    const ours = runs([5, 5, 5], [10, 90, 40]);
    expect(compareRates(ours, runs([5, 5], [10, 30]), [])).toEqual({ ok: true, ratio: 2, note: undefined });
  });

  test.each<readonly [string, Runs, Runs, RegExp]>([
    [
      'the engines find different numbers',
      runs([5], [1]),
      runs([6], [1]),
      /5 here, 6 there.*--allow-differences/,
    ],
    ['they read different numbers of events', runs([5], [1]), runs([5], [1], [99]), /events differ: 100, 99/],
    ['an engine contradicts itself', runs([5, 6], [1, 1]), runs([5], [1]), /one run to the next/],
    ['nothing ran', runs([], []), runs([], []), /nothing was measured/],
  ])('is not given where %s', (_, ours, peer, reason) => {
    expect(compareRates(ours, peer, [])).toEqual({
      ok: false,
      reason: expect.stringMatching(reason) as string,
    });
  });

  test('is given with a note where the rules that differ are named', () => {
    expect(compareRates(runs([5], [8]), runs([6], [2]), ['a', 'b'])).toEqual({
      ok: true,
      ratio: 4,
      note: 'matches differ: 5 here, 6 there, allowed for a, b',
    });
  });

  test('is not given by naming rules where events or runs differ', () => {
    expect(compareRates(runs([5], [1]), runs([6], [1], [99]), ['a'])).toMatchObject({ ok: false });
    expect(compareRates(runs([5, 6], [1, 1]), runs([6], [1]), ['a'])).toMatchObject({ ok: false });
  });
});
