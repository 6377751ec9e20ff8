import type { Bind } from '../../database/sql.ts';
import { MATCHES_LAST_24_HOURS } from '../metrics/index.ts';
import { DAY_HITS, DAY_HITS_BOUNDS, DayHits } from './day-hits.ts';

/** SQL that holds for rules `r` with so many matches; sums up the metrics of 24 hours. */
export function dayHitsCondition(wanted: readonly DayHits[], bind: Bind): string {
  const indexes = wanted.map((each) => DAY_HITS.indexOf(each));
  const range = `width_bucket(day.matches::float8, ARRAY[${DAY_HITS_BOUNDS.join()}]::float8[]) = ANY (${bind(indexes)}::integer[])`;
  const among = (condition: string): string =>
    `IN (SELECT day.id FROM (${MATCHES_LAST_24_HOURS}) day WHERE ${condition})`;
  // Rules without matches are in no sum.
  return wanted.includes(DayHits.NONE)
    ? `r.id::text NOT ${among(`NOT ${range}`)}`
    : `r.id::text ${among(range)}`;
}
