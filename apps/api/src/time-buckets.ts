import { AppError } from './app-error.ts';

/** Most points of one series. */
export const MAX_POINTS = 2_000;

export interface TimeBuckets {
  /** Start of the first bucket: a multiple of the step since 1970. */
  readonly from: Date;
  /** End of the last bucket. */
  readonly to: Date;
  /** Start of each bucket, ms since 1970. */
  readonly startsMs: readonly number[];
}

/** The buckets that cover a range. Throws BAD_USER_INPUT where there is none, or more than {@link MAX_POINTS}. */
export function timeBuckets(from: Date, to: Date, stepSeconds: number): TimeBuckets {
  if (!(from < to)) throw new AppError('BAD_USER_INPUT', 'The range begins before it ends.');
  if (stepSeconds < 1) throw new AppError('BAD_USER_INPUT', 'A step has 1 second at least.');
  const stepMs = stepSeconds * 1000;
  const first = Math.floor(from.getTime() / stepMs) * stepMs;
  const count = Math.ceil((to.getTime() - first) / stepMs);
  if (count > MAX_POINTS)
    throw new AppError(
      'BAD_USER_INPUT',
      `The range has ${count} steps, and ${MAX_POINTS} at most are answered. Ask for a longer step or a shorter range.`,
    );
  const startsMs = Array.from({ length: count }, (_, index) => first + index * stepMs);
  return { from: new Date(first), to: new Date(first + count * stepMs), startsMs };
}
