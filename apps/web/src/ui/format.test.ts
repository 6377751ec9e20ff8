import { describe, expect, it } from 'vitest';
import { countOf, formatMilliseconds, formatNumber } from './format.ts';

describe('numbers on the screen', () => {
  it.each([
    [0, '0'],
    [0.34, '0.3'],
    [9.96, '10'],
    [42.6, '43'],
    [9_999, '9,999'],
    [18_240, '18.2K'],
    [3_200_000, '3.2M'],
  ])('%d reads %s', (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });

  it.each([
    [8.44, '8.4 ms'],
    [412, '412 ms'],
    [2_140, '2.1 s'],
  ])('%d milliseconds read %s', (value, text) => {
    expect(formatMilliseconds(value)).toBe(text);
  });

  it('says one thing in the singular', () => {
    expect([countOf(1, 'rule'), countOf(0, 'rule'), countOf(1_200, 'rule')]).toEqual([
      '1 rule',
      '0 rules',
      '1,200 rules',
    ]);
  });
});
