// English words get English numbers; the mix of both would read as a mistake.
const locale = 'en-GB';
const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const oneDigit = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
const compact = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });
const clock = new Intl.DateTimeFormat(locale, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hour12: false,
});
const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });
const dateAndTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });

/** A rate or count that fits a tile: one digit below ten, none below ten thousand, then 12.3K. */
export function formatNumber(value: number): string {
  const size = Math.abs(value);
  if (size >= 10_000) return compact.format(value);
  return size < 10 ? oneDigit.format(value) : whole.format(value);
}

export function formatCount(value: number): string {
  return whole.format(value);
}

/** "8.4 ms", "412 ms", "2.1 s". */
export function formatMilliseconds(ms: number): string {
  return ms >= 1_000 ? `${oneDigit.format(ms / 1000)} s` : `${formatNumber(ms)} ms`;
}

/** hh:mm:ss in the browser's time zone. */
export function formatClock(at: number | string): string {
  return clock.format(new Date(at));
}

export function formatDateTime(at: string): string {
  return dateAndTime.format(new Date(at));
}

/** To the second. */
export function formatMoment(at: string): string {
  return moment.format(new Date(at));
}

/** "1 rule", "2 rules". */
export function countOf(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}
