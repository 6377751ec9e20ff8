import { sql, type Sql } from '../../database/sql.ts';
import { LAST_24_HOURS } from '../metrics/index.ts';
import { isSearched, LEVEL, ruleConditions, type RuleFilter } from './rule-filter.ts';

export type RuleSortKey = 'TITLE' | 'LEVEL' | 'UPDATED_AT' | 'LAST_MATCHED' | 'HITS';

export interface Page {
  readonly limit: number;
  readonly offset: number;
}

const ORDERS: Readonly<Record<RuleSortKey, { readonly by: string; readonly join?: string }>> = {
  TITLE: { by: 'r.title, r.id' },
  LEVEL: { by: `${LEVEL} DESC, r.title, r.id` },
  UPDATED_AT: { by: 'r.updated_at DESC, r.id DESC' },
  LAST_MATCHED: {
    by: 'hit.last_matched_at DESC NULLS LAST, r.title, r.id',
    join: 'LEFT JOIN rule_hits hit ON hit.rule_id = r.id',
  },
  HITS: {
    by: 'day.matches DESC NULLS LAST, r.title, r.id',
    join: `LEFT JOIN (${LAST_24_HOURS}) day ON day.key = r.id::text`,
  },
};

/** What lists and counts read of a rule: its long columns are left where they are. */
const NARROW = `r.id, r.title, r.level, r.level_override, r.updated_at, r.status, r.product, r.category, r.service,
  r.repository_id, r.stage, r.enabled, r.tactics, r.techniques`;

/** `found`: the rules that pass the filter. Found by words they are read once; without, an index may give them in order. */
function withFound(conditions: string, filter: RuleFilter): string {
  const how = isSearched(filter) ? 'MATERIALIZED' : 'NOT MATERIALIZED';
  return `WITH found AS ${how} (SELECT ${NARROW} FROM rules r WHERE ${conditions})`;
}

/** One row: `total` of the rules that pass the filter, and `ids` of one page of them. */
export function pageQuery(filter: RuleFilter, sort: RuleSortKey, { limit, offset }: Page): Sql {
  const { by, join = '' } = ORDERS[sort];
  return sql(
    (bind) => `${withFound(ruleConditions(filter, bind), filter)}
      SELECT (SELECT count(*)::integer FROM found) AS total,
        ARRAY(SELECT r.id FROM found r ${join} ORDER BY ${by} LIMIT ${bind(limit)} OFFSET ${bind(offset)}) AS ids`,
  );
}

/** Rules with the same in all that is counted: one row each, with their `count`. */
export function groupsQuery(filter: RuleFilter): Sql {
  return sql(
    (bind) => `${withFound(ruleConditions(filter, bind), filter)}
      SELECT ${LEVEL} AS level, status COLLATE "C" AS status, product COLLATE "C" AS product,
        category COLLATE "C" AS category, service COLLATE "C" AS service, repository_id AS "repositoryId",
        stage COLLATE "C" AS stage, enabled, tactics COLLATE "C" AS tactics, techniques COLLATE "C" AS techniques,
        hit.rule_id IS NULL AS "neverMatched", count(*)::integer AS count
      FROM found r LEFT JOIN rule_hits hit ON hit.rule_id = r.id GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11`,
  );
}
