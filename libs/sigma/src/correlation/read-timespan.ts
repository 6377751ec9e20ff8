const unitMs: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Longest window, in ms: a leap year. State is bounded by other means; this catches slips of the pen. */
export const maxTimespanMs = 366 * 86_400_000;

/**
 * A timespan in ms: a whole number and one of `s`, `m`, `h`, `d` in lower case (correlation specification, "Time
 * Selection"). Or why it is refused.
 */
export function readTimespan(text: string): number | { readonly reason: string } {
  const [, digits = '', unit = ''] = /^(\d{1,9})([smhd])$/.exec(text) ?? [];
  const ms = Number(digits) * (unitMs[unit] ?? 0);
  if (digits === '') return { reason: `"${text.slice(0, 40)}" is not a number and one of s, m, h, d` };
  if (ms === 0) return { reason: 'a timespan of nothing holds no events' };
  if (ms > maxTimespanMs) return { reason: `${text} is longer than ${maxTimespanMs / 86_400_000} days` };
  return ms;
}
