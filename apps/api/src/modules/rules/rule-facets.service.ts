import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import type { Sql } from '../../database/sql.ts';
import {
  countable,
  countFacets,
  countFound,
  splitByDay,
  type CountableGroups,
  type DayGroup,
  type FacetCounts,
  type FoundGroup,
  type RuleGroup,
} from './count-facets.ts';
import type { RuleHitsService } from '../metrics/index.ts';
import { dayHitsOf } from './day-hits.ts';
import { createLastAsked } from '../../last-asked.ts';
import { checkRuleFilter, isSearched, type RuleFilter } from './rule-filter.ts';
import { dayGroupsQuery, foundQuery, GROUPS_QUERY } from './rule-query.ts';

export interface RuleFacetService {
  /** By matches in 24 hours too where that is asked for. Throws BAD_USER_INPUT where the filter asks for too much. */
  count(filter: RuleFilter, isByHits?: boolean): Promise<FacetCounts>;
}

/** Groups of all rules, some megabytes: of this state, and of the one that requests under way still ask for. */
const REMEMBERED_STATES = 2;
/** Some kilobytes each. */
const REMEMBERED_SEARCHES = 100;
/** A row for each group and number of digits. */
const REMEMBERED_DAYS = 10;
/** Some 60 kilobytes each. */
const REMEMBERED_COUNTS = 200;

/** Groups to count, a key of them, and the state of the rules that they are of. */
interface Counted {
  readonly groups: CountableGroups;
  readonly key: string;
  readonly now: string;
}

/**
 * Counts rules. Postgres puts those that are alike together, once for each state of the rules, and tells of a search how
 * many it finds of each group; filters and facets are counted from that here, which takes a few milliseconds.
 */
export function createRuleFacetService(
  database: DataSource,
  hits: Pick<RuleHitsService, 'matchesLast24Hours' | 'countMatched'>,
): RuleFacetService {
  const everything = createLastAsked<Promise<CountableGroups>>(REMEMBERED_STATES);
  const searches = createLastAsked<Promise<readonly FoundGroup[]>>(REMEMBERED_SEARCHES);
  const days = createLastAsked<Promise<readonly DayGroup[]>>(REMEMBERED_DAYS);
  const splits = createLastAsked<CountableGroups | undefined>(REMEMBERED_STATES);
  const counted = createLastAsked<FacetCounts>(REMEMBERED_COUNTS);

  /**
   * Another one after each change of rules, as each is a revision; of stored tests' outcomes; within two seconds of rules that
   * match the first time.
   */
  async function readState(): Promise<string> {
    const [rows, matched] = await Promise.all([
      database.query<unknown>(
        `SELECT revision, (SELECT bit_xor(hashtextextended(id::text, 0)) FROM rules WHERE failing_tests > 0) AS failing
         FROM revision`,
      ),
      hits.countMatched(),
    ]);
    return JSON.stringify([rows, matched]);
  }

  /** One question for all that ask at the same moment: a page and its facets do. */
  const states = new DataLoader<'state', string>(
    async (asked) => {
      const state = await readState();
      return asked.map(() => state);
    },
    { cache: false },
  );

  function read<Row>({ text, values }: Sql): Promise<Row[]> {
    return database.transaction(async (manager) => {
      await manager.query("SET LOCAL work_mem = '64MB'");
      await manager.query('SET LOCAL enable_seqscan = off');
      return manager.query(text, [...values]);
    });
  }

  async function groupsAt(now: string): Promise<CountableGroups> {
    return everything.get(now, async () => countable(await read<RuleGroup>(GROUPS_QUERY)));
  }

  async function foundAt(search: string, now: string): Promise<readonly FoundGroup[]> {
    return searches.get(`${search}\n${now}`, () => read<FoundGroup>(foundQuery({ search })));
  }

  /** The groups of a filter's search, and a key of them. */
  async function groupsOf({ search }: RuleFilter): Promise<Counted> {
    for (;;) {
      const now = await states.load('state');
      if (search === undefined || !isSearched({ search }))
        return { groups: await groupsAt(now), key: now, now };
      const [all, found] = await Promise.all([groupsAt(now), foundAt(search, now)]);
      const groups = countFound(all, found);
      const key = `${search}\n${now}`;
      if (groups !== undefined) return { groups, key, now };
      // Rules were changed between the two.
      everything.forget(now);
      searches.forget(key);
    }
  }

  /** Of the matches that are remembered for some seconds: others have another number. */
  let dayNumber = 0;
  let lastMatches: ReadonlyMap<string, number> | undefined;
  async function daysAt({ search }: RuleFilter, key: string) {
    const matches = await hits.matchesLast24Hours();
    if (matches !== lastMatches) dayNumber += 1;
    lastMatches = matches;
    const dayKey = `${key}\n${dayNumber}`;
    const asked = days.get(dayKey, () => {
      const buckets = [...matches.values()].map(dayHitsOf);
      return read<DayGroup>(dayGroupsQuery({ search }, [...matches.keys()], buckets));
    });
    return { found: await asked, dayKey };
  }

  /** The groups of a filter's search, split by matches in 24 hours, and a key of them. */
  async function groupsByDay(filter: RuleFilter): Promise<Counted> {
    for (;;) {
      const { groups: whole, key, now } = await groupsOf(filter);
      const { found, dayKey } = await daysAt(filter, key);
      const groups = splits.get(dayKey, () => splitByDay(whole, found));
      if (groups !== undefined) return { groups, key: dayKey, now };
      // Rules were changed between the two.
      everything.forget(now);
      searches.forget(key);
      days.forget(dayKey);
      splits.forget(dayKey);
    }
  }

  return {
    async count(filter, isByHits = false) {
      checkRuleFilter(filter);
      const byDay = isByHits || filter.hits !== undefined;
      const { groups, key } = await (byDay ? groupsByDay : groupsOf)(filter);
      return counted.get(`${JSON.stringify(filter)}\n${key}`, () => countFacets(groups, filter));
    },
  };
}
