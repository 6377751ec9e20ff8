import type { Bind } from '../../database/sql.ts';
import { MATCHES_LAST_24_HOURS } from '../metrics/index.ts';
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
const BOUNDS = [1, 10, 100, 1_000] as const;

/** Index into DAY_HITS. */
export function dayHitsOf(matches: number): number {
  return BOUNDS.filter((bound) => matches >= bound).length;
}

/** SQL that holds for rules `r` with so many matches; sums up the metrics of 24 hours. */
export function dayHitsCondition(wanted: readonly DayHits[], bind: Bind): string {
  const indexes = wanted.map((each) => DAY_HITS.indexOf(each));
  const range = `width_bucket(day.matches::float8, ARRAY[${BOUNDS.join()}]::float8[]) = ANY (${bind(indexes)}::integer[])`;
  const among = (condition: string): string =>
    `IN (SELECT day.id FROM (${MATCHES_LAST_24_HOURS}) day WHERE ${condition})`;
  // Rules without matches are in no sum.
  return wanted.includes(DayHits.NONE)
    ? `r.id::text NOT ${among(`NOT ${range}`)}`
    : `r.id::text ${among(range)}`;
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
