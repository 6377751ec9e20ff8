/** The furthest time that ECMAScript's dates reach, ms from 1970. */
const MOST_MS = 8.64e15;

/** ISO 8601 in UTC; a time out of reach, as producers with another unit write it, becomes the nearest in reach. */
export function isoTime(ms: number): string {
  return new Date(Math.max(-MOST_MS, Math.min(MOST_MS, ms))).toISOString();
}
