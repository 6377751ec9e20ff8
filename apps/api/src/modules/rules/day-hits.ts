import type { RuleFilter } from './rule-filter.ts';

/** How many matches a rule had in 24 hours: by the number of digits. */
export enum DayHits {
  NONE = 'NONE',
  ONES = 'ONES',
  TENS = 'TENS',
  HUNDREDS = 'HUNDREDS',
  THOUSANDS = 'THOUSANDS',
}

export const DAY_HITS: readonly DayHits[] = Object.values(DayHits);
/** Where each begins but the first, which is 0 alone. */
export const DAY_HITS_BOUNDS = [1, 10, 100, 1_000] as const;

/** Index into DAY_HITS. */
export function dayHitsOf(matches: number): number {
  return DAY_HITS_BOUNDS.filter((bound) => matches >= bound).length;
}

/** The same filter, with the ids of rules in place of sums. */
export function withDayHits(filter: RuleFilter, matches: ReadonlyMap<string, number>): RuleFilter {
  const { hits, ...others } = filter;
  if (hits === undefined) return filter;
  const isWanted = (count: number): boolean => hits.some((each) => each === DAY_HITS[dayHitsOf(count)]);
  const areLeftOut = isWanted(0);
  const ids = [...matches].flatMap(([id, count]) => (isWanted(count) === areLeftOut ? [] : [id]));
  return { ...others, among: { ids, areLeftOut } };
}
