import { expect, it } from 'vitest';
import { hoursOf } from './pipeline-rules-query.ts';

const now = new Date('2026-03-02T10:20:00Z');
const at = (text: string): Date => new Date(text);

it('is the last 24 hours in whole ones where no range is given', () => {
  expect(hoursOf(undefined, now)).toEqual({
    from: at('2026-03-01T10:00:00Z'),
    to: at('2026-03-02T11:00:00Z'),
  });
});

it('is rounded out to whole hours', () => {
  const range = { from: at('2026-03-01T10:59:59Z'), to: at('2026-03-01T11:00:01Z') };
  expect(hoursOf(range, now)).toEqual({ from: at('2026-03-01T10:00:00Z'), to: at('2026-03-01T12:00:00Z') });
  const whole = { from: at('2026-03-01T10:00:00Z'), to: at('2026-03-01T12:00:00Z') };
  expect(hoursOf(whole, now)).toEqual(whole);
});

it.each([
  ['no time at all', '2026-03-01T10:00:00Z', '2026-03-01T10:00:00Z', /begins before/],
  ['a range that ends before it begins', '2026-03-02T00:00:00Z', '2026-03-01T00:00:00Z', /begins before/],
  ['more than 31 days', '2026-01-01T00:00:00Z', '2026-02-01T00:00:01Z', /31 days/],
])('refuses %s', (_what, from, to, message) => {
  expect(() => hoursOf({ from: at(from), to: at(to) }, now)).toThrow(message);
});
