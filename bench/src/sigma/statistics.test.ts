import { describe, expect, test } from 'vitest';
import { geometricMean, percentileOf, spreadOf } from './statistics.ts';

describe('the spread of several runs', () => {
  test.each([
    [[3], { median: 3, least: 3, most: 3 }],
    [[10, 1, 2], { median: 2, least: 1, most: 10 }],
    [[9, 100, 10, 11], { median: 10.5, least: 9, most: 100 }],
    [[], { median: NaN, least: NaN, most: NaN }],
  ])('of %j is %j', (values, expected) => {
    expect(spreadOf(values)).toEqual(expected);
  });

  test('leaves the values in their order', () => {
    const values = [2, 1];
    spreadOf(values);
    expect(values).toEqual([2, 1]);
  });
});

test('twice as fast here and half as fast there is no gain', () => {
  expect(geometricMean([2, 0.5])).toBeCloseTo(1);
  expect(geometricMean([2, 8])).toBeCloseTo(4);
  expect(geometricMean([])).toBeNaN();
});

test('a percentile is one of the values', () => {
  const values = Array.from({ length: 20 }, (_, index) => 20 - index);
  expect([0, 0.5, 0.95, 0.951, 1].map((share) => percentileOf(values, share))).toEqual([1, 10, 19, 20, 20]);
  expect(percentileOf([], 0.5)).toBeNaN();
});
