import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TimePart } from './predicate.ts';
import { readTimePart } from './time-part.ts';

const parts: readonly TimePart[] = ['year', 'month', 'day', 'hour', 'minute', 'week'];

/** Year, month, day, hour, minute and week; `-` for a part that can't be told. */
function told(text: string): string {
  return parts.map((part) => readTimePart(text, part) ?? '-').join(' ');
}

describe('parts of a time are taken as they are written', () => {
  test.each<readonly [text: string, expected: string]>([
    ['2026-11-05T09:07:03.123Z', '2026 11 5 9 7 45'],
    ['2026-11-05T23:59:60+05:30', '2026 11 5 23 59 45'],
    ['2026-11-05 09:07', '2026 11 5 9 7 45'],
    ['2026-11-05 09:07:03,5', '2026 11 5 9 7 45'],
    [' 2026-1-5', '2026 1 5 - - 2'],
    ['2026-11-05Z', '2026 11 5 - - 45'],
    ['2024-02-29', '2024 2 29 - - 9'],
    ['2023-02-29', '- - - - - -'],
    ['2026-13-01', '- - - - - -'],
    ['2026-11-05T24:00:00Z', '2026 11 5 - 0 45'],
    ['2026-11-05T09:60', '2026 11 5 9 - 45'],
    ['1793868423', '- - - - - -'],
    ['05/11/2026 09:07', '- - - - - -'],
    ['20261105T090703Z', '- - - - - -'],
    ['', '- - - - - -'],
  ])('%s: %s', (text, expected) => {
    expect(told(text)).toBe(expected);
  });

  test.each<readonly [text: string, week: number]>([
    ['2021-01-03', 53],
    ['2021-01-04', 1],
    ['2020-12-31', 53],
    ['2024-12-30', 1],
    ['2016-01-01', 53],
    ['2018-12-31', 1],
    ['2026-12-31', 53],
    ['2027-01-01', 53],
    ['1900-01-01', 1],
    ['2000-02-29', 9],
  ])('the week of %s is %d by ISO 8601', (text, week) => {
    expect(readTimePart(text, 'week')).toBe(week);
  });

  test('the week is that of its Thursday, on any day', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('0100-01-01'), max: new Date('9990-01-01'), noInvalidDate: true }),
        (date) => {
          const thursday = new Date(date);
          thursday.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7) + 3);
          const january = new Date(thursday);
          january.setUTCMonth(0, 1);
          const week = Math.floor((thursday.getTime() - january.getTime()) / (7 * 24 * 3600 * 1000)) + 1;
          expect(readTimePart(date.toISOString().slice(0, 10), 'week')).toBe(week);
        },
      ),
    );
  });
});
