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
  const [, year = '', month = '', day = '', hour, minute] = match;
  if (!isDate(Number(year), Number(month), Number(day))) return undefined;
  switch (part) {
    case 'year':
      return Number(year);
    case 'month':
      return Number(month);
    case 'day':
      return Number(day);
    case 'hour':
      return inRange(hour, 23);
    case 'minute':
      return inRange(minute, 59);
    case 'week':
      return isoWeek(Number(year), Number(month), Number(day));
  }
}

function inRange(digits: string | undefined, max: number): number | undefined {
  return digits === undefined || Number(digits) > max ? undefined : Number(digits);
}

function isDate(year: number, month: number, day: number): boolean {
  return (
    month >= 1 && month <= 12 && day >= 1 && day <= daysBefore(year, month + 1) - daysBefore(year, month)
  );
}

const monthStarts = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];

/** Days of the year before the first of `month`, 1 to 13. */
function daysBefore(year: number, month: number): number {
  return (monthStarts[month - 1] ?? 0) + (month > 2 && isLeap(year) ? 1 : 0);
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Week of the year by ISO 8601: week 1 is the one with the first Thursday. */
function isoWeek(year: number, month: number, day: number): number {
  const dayOfYear = daysBefore(year, month) + day;
  const week = Math.floor((dayOfYear - weekday(year, dayOfYear) + 10) / 7);
  if (week < 1) return weeksOf(year - 1);
  return week > weeksOf(year) ? 1 : week;
}

/** 1 is Monday, 7 Sunday. */
function weekday(year: number, dayOfYear: number): number {
  const before = year - 1;
  const leapDays = Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400);
  return ((((before * 365 + leapDays + dayOfYear - 1) % 7) + 7) % 7) + 1;
}

function weeksOf(year: number): number {
  const first = weekday(year, 1);
  return first === 4 || (first === 3 && isLeap(year)) ? 53 : 52;
}
