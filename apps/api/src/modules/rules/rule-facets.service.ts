import type { DataSource } from 'typeorm';
import type { Sql } from '../../database/sql.ts';
import {
  countable,
  countFacets,
  type CountableGroups,
  type FacetCounts,
  type RuleGroup,
} from './count-facets.ts';
import { checkRuleFilter, isSearched, type RuleFilter } from './rule-filter.ts';
import { groupsQuery } from './rule-query.ts';

export interface RuleFacetService {
  /** Throws BAD_USER_INPUT where the filter asks for too much. */
  count(filter: RuleFilter): Promise<FacetCounts>;
}

/** Searches whose groups are remembered, the last ones; some megabytes each at most. */
const REMEMBERED = 20;
/** Filters whose counts are remembered, of each state and search. */
const REMEMBERED_FILTERS = 50;

/**
 * Counts rules. Postgres puts those that are alike together, once for each state of the rules and each search; filters
 * and facets are counted from that here, which takes a few milliseconds.
 */
export function createRuleFacetService(database: DataSource): RuleFacetService {
  const counted = new WeakMap<CountableGroups, Map<string, FacetCounts>>();
  const remembered = new Map<string, Promise<CountableGroups>>();

  /** Another one after each change of rules, as each is a revision; of rules that match the first time; of stored tests' outcomes. */
  async function state(): Promise<string> {
    const rows: unknown = await database.query(
      `SELECT revision, (SELECT count(*) FROM rule_hits) AS hits,
         (SELECT bit_xor(hashtextextended(id::text, 0)) FROM rules WHERE failing_tests > 0) AS failing FROM revision`,
    );
    return JSON.stringify(rows);
  }

  function read({ text, values }: Sql): Promise<CountableGroups> {
    return database.transaction(async (manager) => {
      await manager.query("SET LOCAL work_mem = '64MB'");
      await manager.query('SET LOCAL enable_seqscan = off');
      const groups: RuleGroup[] = await manager.query(text, [...values]);
      return countable(groups);
    });
  }

  async function groupsOf(search: string | undefined): Promise<CountableGroups> {
    const filter = { search };
    const key = `${isSearched(filter) ? search : ''}\n${await state()}`;
    const known = remembered.get(key);
    const groups = known ?? read(groupsQuery(filter));
    remembered.delete(key);
    remembered.set(key, groups);
    const [oldest] = remembered.keys();
    if (remembered.size > REMEMBERED && oldest !== undefined) remembered.delete(oldest);
    groups.catch(() => remembered.delete(key));
    return groups;
  }

  return {
    async count(filter) {
      checkRuleFilter(filter);
      const groups = await groupsOf(filter.search);
      const known = counted.get(groups) ?? new Map<string, FacetCounts>();
      counted.set(groups, known);
      const key = JSON.stringify(filter);
      const counts = known.get(key) ?? countFacets(groups, filter);
      if (known.size < REMEMBERED_FILTERS) known.set(key, counts);
      return counts;
    },
  };
}
