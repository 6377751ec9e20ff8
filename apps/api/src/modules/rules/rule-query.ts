import type { Page } from '../../database/list-rows.ts';
import { sql, type Bind, type Sql } from '../../database/sql.ts';
import { isSearched, LEVEL, ruleConditions, type RuleFilter } from './rule-filter.ts';

export type RuleSortKey = 'TITLE' | 'LEVEL' | 'UPDATED_AT' | 'LAST_MATCHED' | 'HITS' | 'TRIES';

/** SQL that brings rules `r` in order. */
export interface RuleOrder {
  readonly by: string;
  /** What else the order needs, to be joined: what most rules don't have. Those that have it come first. */
  readonly joined?: (bind: Bind) => { readonly join: string; readonly isJoined: string };
}

const BY_COUNT = 'day.count DESC NULLS LAST, r.title, r.id';
const ORDERS: Readonly<Record<RuleSortKey, Omit<RuleOrder, 'joined'>>> = {
  TITLE: { by: 'r.title, r.id' },
  LEVEL: { by: `${LEVEL} DESC, r.title, r.id` },
  UPDATED_AT: { by: 'r.updated_at DESC, r.id DESC' },
  LAST_MATCHED: { by: 'hit.last_matched_at DESC NULLS LAST, r.title, r.id' },
  HITS: { by: BY_COUNT },
  TRIES: { by: BY_COUNT },
};

/** `counts`: what HITS or TRIES goes by, of the rules that had some in 24 hours; other orders ask for none. */
export function orderOf(sort: RuleSortKey, counts: ReadonlyMap<string, number>): RuleOrder {
  const order = ORDERS[sort];
  if (sort === 'LAST_MATCHED')
    return { ...order, joined: () => ({ join: 'rule_hits hit ON hit.rule_id = r.id', isJoined: 'true' }) };
  if (sort !== 'HITS' && sort !== 'TRIES') return order;
  return {
    ...order,
    joined: (bind) => {
      const ids = `${bind([...counts.keys()])}::uuid[]`;
      const join = `unnest(${ids}, ${bind([...counts.values()])}::float8[]) AS day (id, count) ON day.id = r.id`;
      // Said twice, as Postgres would read all rules for the join.
      return { join, isJoined: `r.id = ANY (${ids})` };
    },
  };
}

/**
 * Rows of `id`: the page where rules that were counted fill it, which come first in such a sort; else fewer, or none. Undefined
 * for other sorts.
 */
export function firstOnesQuery(
  filter: RuleFilter,
  { by, joined }: RuleOrder,
  { limit, offset }: Page,
): Sql | undefined {
  if (joined === undefined) return undefined;
  return sql((bind) => {
    const { join, isJoined } = joined(bind);
    return `SELECT r.id FROM rules r JOIN ${join} WHERE ${isJoined} AND ${ruleConditions(filter, bind)}
      ORDER BY ${by} LIMIT ${bind(limit)} OFFSET ${bind(offset)}`;
  });
}

/** Rows of `id`: one page of the rules that pass the filter. What a search finds is found first, then sorted. */
export function pageQuery(filter: RuleFilter, { by, joined }: RuleOrder, { limit, offset }: Page): Sql {
  return sql((bind) => {
    const rules = `FROM rules r WHERE ${ruleConditions(filter, bind)}`;
    const found = isSearched(filter)
      ? `(SELECT r.id, r.title, r.level, r.level_override, r.updated_at ${rules} OFFSET 0)`
      : `(SELECT * ${rules})`;
    const join = joined === undefined ? '' : `LEFT JOIN ${joined(bind).join}`;
    return `SELECT r.id FROM ${found} r ${join} ORDER BY ${by} LIMIT ${bind(limit)} OFFSET ${bind(offset)}`;
  });
}

/** Rules with the same in all that is counted: a row of RuleGroup for each. */
export const GROUPS_QUERY: Sql = {
  text: `SELECT r.facets_key AS key, hit.rule_id IS NULL AS "neverMatched", any_value(${LEVEL}) AS level,
      any_value(r.status) AS status, any_value(r.product) AS product, any_value(r.category) AS category,
      any_value(r.service) AS service, any_value(r.repository_id) AS "repositoryId", any_value(r.stage) AS stage,
      any_value(r.enabled) AS enabled, any_value(r.tactics) AS tactics, any_value(r.techniques) AS techniques,
      any_value(r.failing_tests > 0) AS "failingTests", count(*)::integer AS count
    FROM rules r LEFT JOIN rule_hits hit ON hit.rule_id = r.id GROUP BY 1, 2`,
  values: [],
};

/** Rules that matched in 24 hours, by group and by how often: rows of DayGroup. `buckets`: indexes into DAY_HITS, for each id. */
export function dayGroupsQuery(filter: RuleFilter, ids: readonly string[], buckets: readonly number[]): Sql {
  return sql((bind) => {
    const known = `${bind(ids)}::uuid[]`;
    return `SELECT r.facets_key AS key, hit.rule_id IS NULL AS "neverMatched", day.bucket, count(*)::integer AS count
      FROM rules r JOIN unnest(${known}, ${bind(buckets)}::integer[]) AS day (id, bucket) ON day.id = r.id
      LEFT JOIN rule_hits hit ON hit.rule_id = r.id
      WHERE r.id = ANY (${known}) AND ${ruleConditions(filter, bind)} GROUP BY 1, 2, 3`;
  });
}

/** One row: `rules`, of each an id and the key of its group, in the order of titles; `matched`, ids of those that ever did. Bytes in base64. */
export const PLACES_QUERY: Sql = {
  text: `SELECT
      (SELECT encode(string_agg(uuid_send(id) || int8send(facets_key), '' ORDER BY title, id), 'base64') FROM rules) AS rules,
      (SELECT encode(string_agg(uuid_send(rule_id), ''), 'base64') FROM rule_hits) AS matched`,
  values: [],
};

/** One row: `ids` of the rules that a search finds, bytes in base64. */
export function foundQuery(search: string): Sql {
  return sql(
    (bind) => `SELECT encode(string_agg(uuid_send(r.id), ''), 'base64') AS ids FROM rules r
      WHERE ${ruleConditions({ search }, bind)}`,
  );
}
