import type { DataSource } from 'typeorm';
import type { Sql } from '../../database/sql.ts';
import { createLastAsked } from '../../last-asked.ts';
import { countable, type CountableGroups, type RuleGroup } from './count-facets.ts';
import { foundRules, rulePlaces, type FoundRules, type RulePlaces } from './rule-places.ts';
import { foundQuery, GROUPS_QUERY, PLACES_QUERY } from './rule-query.ts';

/** What is known of all rules as they are at one moment: read when it is asked for first, then remembered. */
export interface RuleSnapshot {
  groups(): Promise<CountableGroups>;
  /** Undefined where rules were changed while they were read. */
  search(text: string): Promise<FoundRules | undefined>;
}

/** Some 90 kilobytes each where there are 50,000 rules. */
const REMEMBERED_SEARCHES = 100;

/**
 * Postgres puts rules that are alike together, some megabytes of groups, and tells of a search which rules it finds: what
 * takes it longest, and so is asked for once. Counts and pages are made of both here.
 */
export function createRuleSnapshot(database: DataSource): RuleSnapshot {
  const groups = createLastAsked<Promise<CountableGroups>>(1);
  const places = createLastAsked<Promise<RulePlaces | undefined>>(1);
  const searches = createLastAsked<Promise<FoundRules | undefined>>(REMEMBERED_SEARCHES);

  const readGroups = (): Promise<CountableGroups> =>
    groups.get('', async () => countable(await readAll<RuleGroup>(database, GROUPS_QUERY)));

  const readPlaces = (): Promise<RulePlaces | undefined> =>
    places.get('', async () => {
      const [row] = await readAll<Record<'rules' | 'matched', string | null>>(database, PLACES_QUERY);
      return rulePlaces(bytesOf(row?.rules), bytesOf(row?.matched), await readGroups());
    });

  async function find(text: string): Promise<FoundRules | undefined> {
    const query = foundQuery(text);
    const [all, known, [row]] = await Promise.all([
      readGroups(),
      readPlaces(),
      database.query<{ ids: string | null }[]>(query.text, [...query.values]),
    ]);
    return known && foundRules(known, bytesOf(row?.ids), all);
  }

  return { groups: readGroups, search: (text) => searches.get(text, () => find(text)) };
}

/** Null: of no rows. */
function bytesOf(base64: string | null | undefined): Buffer {
  return Buffer.from(base64 ?? '', 'base64');
}

/** Reads of all rules: in the order that the rows come by an index, and in memory. */
export function readAll<Row>(database: DataSource, { text, values }: Sql): Promise<Row[]> {
  return database.transaction(async (manager) => {
    await manager.query("SET LOCAL work_mem = '64MB'; SET LOCAL enable_seqscan = off");
    return manager.query(text, [...values]);
  });
}
