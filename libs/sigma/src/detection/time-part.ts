import type { TimePart } from './predicate.ts';

/** A date, and a time where one follows; what comes after the minutes doesn't matter. */
const dateTime = /^\s*(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[Tt_]|\s+)(\d{1,2}):(\d{2})(?!\d)|(?=\s*$|[Zz+]))/;

/**
 * A part of the time that `text` tells, as it is written: no time zone and no other form of date is converted (appendix
 * "Modifiers", time modifiers). Reads RFC 3339 and `YYYY-MM-DD[ T]HH:MM…`; undefined for anything else, epochs included,
 * and for a part that the text lacks. Weeks are those of ISO 8601.
 */
export function readTimePart(text: string, part: TimePart): number | undefined {
  const match = dateTime.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute] = match.map(Number);
  const date = dateOf(year, month, day);
  if (date.getUTCMonth() + 1 !== month || date.getUTCDate() !== day) return undefined;
  const parts = { year, month, day, hour: upTo(23, hour), minute: upTo(59, minute), week: isoWeek(date) };
  return parts[part];
}

/** A number that is there and not too high. */
function upTo(max: number, value = NaN): number | undefined {
  return value <= max ? value : undefined;
}

/** Midnight of a day of any year; other days and months than there are count on from those that are. */
function dateOf(year = 0, month = 0, day = 0): Date {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date;
}

/** Week of the year by ISO 8601, which is that of its Thursday. */
function isoWeek(date: Date): number {
  const thursday = new Date(date);
  thursday.setUTCDate(date.getUTCDate() + 4 - (date.getUTCDay() || 7));
  const days = (thursday.getTime() - dateOf(thursday.getUTCFullYear(), 1, 1).getTime()) / 86_400_000;
  return Math.floor(days / 7) + 1;
}
