import type { DataSource } from 'typeorm';
import type { Page } from '../../database/list-rows.ts';
import { createLastAsked } from '../../last-asked.ts';
import type { RuleHitsService } from '../metrics/index.ts';
import {
  countFacets,
  passingByLevel,
  passingGroups,
  splitByDay,
  type CountableGroups,
  type DayGroup,
  type FacetCounts,
} from './count-facets.ts';
import { dayHitsOf } from './day-hits.ts';
import { checkRuleFilter, type RuleFilter } from './rule-filter.ts';
import { createRuleGroups, type KeyedGroups } from './rule-groups.ts';
import { pageOfFound } from './rule-places.ts';
import { dayGroupsQuery, type RuleSortKey } from './rule-query.ts';
import { readAll } from './rule-snapshot.ts';

export interface RuleFacetService {
  /** By matches in 24 hours too where that is asked for. Throws BAD_USER_INPUT where the filter asks for too much. */
  count(filter: RuleFilter, isByHits?: boolean): Promise<FacetCounts>;
  /**
   * How many rules pass the filter, and the ids of a page of them; undefined where Postgres has to tell those: without a
   * search, and by what changes without a revision. Throws BAD_USER_INPUT where the filter asks for too much.
   */
  page(
    filter: RuleFilter,
    sort: RuleSortKey,
    page: Page,
  ): Promise<{ readonly total: number; readonly ids: readonly string[] | undefined }>;
}

/** A row for each group and number of digits. */
const REMEMBERED_DAYS = 10;
/** Some megabytes each. */
const REMEMBERED_SPLITS = 2;
/** Some 60 kilobytes each. */
const REMEMBERED_COUNTS = 200;

/** Counts rules: filters and facets are counted from groups of rules that are alike, which takes a millisecond. */
export function createRuleFacetService(
  database: DataSource,
  hits: Pick<RuleHitsService, 'matchesLast24Hours' | 'countMatched'>,
): RuleFacetService {
  const ruleGroups = createRuleGroups(database, hits);
  const days = createLastAsked<Promise<readonly DayGroup[]>>(REMEMBERED_DAYS);
  const splits = createLastAsked<CountableGroups | undefined>(REMEMBERED_SPLITS);
  const counted = createLastAsked<FacetCounts>(REMEMBERED_COUNTS);

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
      return readAll<DayGroup>(database, dayGroupsQuery({ search }, [...matches.keys()], buckets));
    });
    return { dayGroups: await asked, dayKey };
  }

  /** The groups of a filter's search, split by matches in 24 hours. */
  async function groupsByDay(filter: RuleFilter): Promise<KeyedGroups> {
    for (;;) {
      const whole = await ruleGroups.of(filter);
      const { dayGroups, dayKey } = await daysAt(filter, whole.key);
      const groups = splits.get(dayKey, () => splitByDay(whole.groups, dayGroups));
      if (groups !== undefined) return { ...whole, groups, key: dayKey };
      // Rules were changed between the two.
      whole.forget();
      days.forget(dayKey);
      splits.forget(dayKey);
    }
  }

  function countOf({ groups, key }: KeyedGroups, filter: RuleFilter): FacetCounts {
    return counted.get(`${JSON.stringify(filter)}\n${key}`, () => countFacets(groups, filter));
  }

  return {
    async count(filter, isByHits = false) {
      checkRuleFilter(filter);
      const byDay = isByHits || filter.hits !== undefined;
      return countOf(await (byDay ? groupsByDay(filter) : ruleGroups.of(filter)), filter);
    },
    async page(filter, sort, page) {
      checkRuleFilter(filter);
      if (filter.hits !== undefined)
        return { total: countOf(await groupsByDay(filter), filter).total, ids: undefined };
      const asked = await ruleGroups.of(filter);
      const { total } = countOf(asked, filter);
      const { groups, found } = asked;
      const kinds = found && kindsOf(groups, filter, sort);
      return { total, ids: found && kinds && pageOfFound(found, kinds, page) };
    },
  };
}

/** The groups that pass the filter, in the order of a sort; undefined where groups don't know it. */
function kindsOf(
  groups: CountableGroups,
  filter: RuleFilter,
  sort: RuleSortKey,
): readonly (readonly boolean[])[] | undefined {
  if (filter.neverMatched !== undefined) return undefined;
  if (sort === 'TITLE') return [passingGroups(groups, filter)];
  return sort === 'LEVEL' ? passingByLevel(groups, filter) : undefined;
}
