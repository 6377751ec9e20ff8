import { remembered } from '@sluice/runtime';
import type { DataSource } from 'typeorm';
import { isUuid } from '../../database/uuid.ts';
import { MATCHES_LAST_24_HOURS } from './rule-hits.ts';
import { TRIES_LAST_24_HOURS } from './rule-tries.ts';

/** What rules cost. */
export interface RuleTries {
  /** How often workers evaluated each rule, by id; rules that they did not are left out. */
  readonly byRule: ReadonlyMap<string, number>;
  readonly total: number;
}

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
  /** Evaluations, over all pipelines; the hour in which the 24 begin counts whole. Up to 5 seconds old. */
  triesLast24Hours(): Promise<RuleTries>;
  /** How many rules ever matched, as far back as hours are kept. Up to 2 seconds old: it counts a row for each rule. */
  countMatched(): Promise<number>;
}

const SUMS_REMEMBERED_MS = 5_000;
const COUNT_REMEMBERED_MS = 2_000;

export function createRuleHitsService(database: DataSource, now: () => Date): RuleHitsService {
  async function readSums(): Promise<ReadonlyMap<string, number>> {
    const rows: { id: string; matches: string }[] = await database.query(MATCHES_LAST_24_HOURS);
    return new Map(rows.filter(({ id }) => isUuid(id)).map(({ id, matches }) => [id, Number(matches)]));
  }

  async function readTries(): Promise<RuleTries> {
    const rows: { id: string; tries: string }[] = await database.query(TRIES_LAST_24_HOURS);
    const byRule = new Map(rows.map(({ id, tries }) => [id, Number(tries)]));
    return { byRule, total: [...byRule.values()].reduce((sum, tries) => sum + tries, 0) };
  }

  async function readCount(): Promise<number> {
    const [row]: { count: string }[] = await database.query('SELECT count(*) FROM rule_hits');
    return Number(row?.count);
  }

  const nowMs = (): number => now().getTime();
  return {
    async lastMatched(ruleIds) {
      const rows: { id: string; at: Date }[] = await database.query(
        'SELECT rule_id AS id, last_matched_at AS at FROM rule_hits WHERE rule_id = ANY ($1::uuid[])',
        [ruleIds],
      );
      return new Map(rows.map(({ id, at }) => [id, at]));
    },
    matchesLast24Hours: remembered(SUMS_REMEMBERED_MS, nowMs, readSums),
    triesLast24Hours: remembered(SUMS_REMEMBERED_MS, nowMs, readTries),
    countMatched: remembered(COUNT_REMEMBERED_MS, nowMs, readCount),
  };
}
