import type { Test } from '../detection/predicate.ts';

type TimeTest = Test & { readonly kind: 'time' };

/** Most tests of years that are gone by: each adds three years of days. */
const maxYearTests = 5;
const clockParts: readonly string[] = ['hour', 'minute'];

/**
 * Times to try for tests of parts of a time, in the form `YYYY-MM-DDTHH:MM:00Z`, so that some of them pass if any time does.
 * `passes` tells whether a text passes all tests of one part.
 */
export function* timesFor(
  tests: readonly TimeTest[],
  passes: (text: string, parts: readonly TimeTest[]) => boolean,
): Generator<string> {
  const ofDate = tests.filter(({ part }) => !clockParts.includes(part));
  const ofClock = tests.filter(({ part }) => clockParts.includes(part));
  const limits = ofDate
    .filter(({ part }) => part === 'year')
    .slice(0, maxYearTests)
    .flatMap(({ limit }) => [limit, limit + 1, limit - 1]);
  const clock = findClock((text) => passes(text, ofClock));
  if (clock === undefined) return;
  for (const year of [2026, 2027, 2020, ...limits].filter((value) => value >= 0 && value <= 9999)) {
    for (let day = 0; day < 12 * 31; day += 1) {
      const date = `${String(year).padStart(4, '0')}-${two(1 + Math.floor(day / 31))}-${two(1 + (day % 31))}`;
      if (passes(`${date}T${clock}`, ofDate)) yield `${date}T${clock}`;
    }
  }
}

function findClock(passes: (text: string) => boolean): string | undefined {
  for (let minutes = 0; minutes < 24 * 60; minutes += 1) {
    const clock = `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:00Z`;
    if (passes(`2026-01-01T${clock}`)) return clock;
  }
  return undefined;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
