/** Middle and extremes of several runs. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** Of an even count, the mean of the two middle values. Of no values, all three are NaN. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((left, right) => left - right);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? NaN;
  return { median: (lower + upper) / 2, least: sorted[0] ?? NaN, most: sorted.at(-1) ?? NaN };
}

/** The mean for ratios: twice as fast here and half as fast there make 1. NaN of no values. */
export function geometricMean(values: readonly number[]): number {
  const logarithms = values.reduce((sum, value) => sum + Math.log(value), 0);
  return Math.exp(logarithms / values.length);
}

/** The least value that a `share` (0–1) of the values does not pass. NaN of no values. */
export function percentileOf(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}
