import type { DataSource } from 'typeorm';
import { isUuid } from '../../database/uuid.ts';
import { MATCHES_LAST_24_HOURS } from './rule-hits.ts';

export interface RuleHitsService {
  /**
   * When rules matched last, in the stage SHADOW too, by id; within a second. Rules that never did, as far back as hours
   * are kept, are left out.
   */
  lastMatched(ruleIds: readonly string[]): Promise<ReadonlyMap<string, Date>>;
  /**
   * Matches of all rules that had some, over all pipelines; the hour in which the 24 begin counts whole. Up to 5 seconds
   * old: it sums up a row for each rule, pipeline and hour.
   */
  matchesLast24Hours(): Promise<ReadonlyMap<string, number>>;
}

const REMEMBERED_MS = 5_000;

export function createRuleHitsService(database: DataSource, now: () => Date): RuleHitsService {
  let sums: { readonly askedMs: number; readonly answer: Promise<ReadonlyMap<string, number>> } | undefined;

  async function readSums(): Promise<ReadonlyMap<string, number>> {
    const rows: { id: string; matches: string }[] = await database.query(MATCHES_LAST_24_HOURS);
    return new Map(rows.filter(({ id }) => isUuid(id)).map(({ id, matches }) => [id, Number(matches)]));
  }

  return {
    async lastMatched(ruleIds) {
      const rows: { id: string; at: Date }[] = await database.query(
        'SELECT rule_id AS id, last_matched_at AS at FROM rule_hits WHERE rule_id = ANY ($1::uuid[])',
        [ruleIds],
      );
      return new Map(rows.map(({ id, at }) => [id, at]));
    },
    async matchesLast24Hours() {
      const nowMs = now().getTime();
      if (sums === undefined || nowMs - sums.askedMs >= REMEMBERED_MS) {
        const asked = { askedMs: nowMs, answer: readSums() };
        sums = asked;
        asked.answer.catch(() => {
          if (sums === asked) sums = undefined;
        });
      }
      return sums.answer;
    },
  };
}
