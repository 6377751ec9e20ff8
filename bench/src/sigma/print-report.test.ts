import { expect, test } from 'vitest';
import { printOverall } from './print-report.ts';
import type { Summary } from './summary.ts';

const rate = { eventsPerSecond: { median: 1, least: 1, most: 1 }, cpuMicroseconds: 1 };

function summaryWith(warmRatio: Summary['warmRatio']): Summary {
  return {
    name: 'lane',
    events: 1,
    bytes: 1,
    matches: 0,
    refusedEvents: 0,
    warm: rate,
    cold: rate,
    tagged: rate,
    parse: rate,
    peer: undefined,
    warmRatio,
    coldRatio: undefined,
    cpuRatio: undefined,
    parseShare: 1,
    taggedParseShare: 1,
  };
}

const [half, eight] = [0.5, 8].map((ratio) => summaryWith({ ok: true, ratio, note: undefined }));
const none = summaryWith({ ok: false, reason: 'matches differ' });

test('several files have a geometric mean, which says how many it leaves out', () => {
  expect(printOverall([half!, eight!])).toEqual(['', 'geometric mean of the warm ratios: 2.00×']);
  expect(printOverall([half!, none, eight!]).at(-1)).toBe(
    'geometric mean of the warm ratios: 2.00×, without 1 that have no ratio',
  );
});

test('one file has none, nor have files without a ratio', () => {
  expect(printOverall([eight!])).toEqual([]);
  expect(printOverall([none, none])).toEqual([]);
});
