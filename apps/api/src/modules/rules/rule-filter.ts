import { AppError } from '../../app-error.ts';
import { isUuid } from '../../database/uuid.ts';
import type { Bind } from '../../database/sql.ts';
import { hasMatched } from '../metrics/index.ts';
import type { DayHits } from './day-hits.ts';
import { dayHitsCondition } from './day-hits-condition.ts';
import type { RuleStage } from './rule.entity.ts';
import { searchWords } from './search-words.ts';

/** What is undefined is any; of several values any one will do. The empty text stands for rules without the value. */
export interface RuleFilter {
  /** Words of the rule's text or path, or their beginnings; all of them. */
  readonly search?: string | undefined;
  readonly repositoryIds?: readonly string[] | undefined;
  /** Indexes into LEVELS; an override counts in place of the level in the text. */
  readonly levels?: readonly number[] | undefined;
  readonly statuses?: readonly string[] | undefined;
  readonly products?: readonly string[] | undefined;
  readonly categories?: readonly string[] | undefined;
  readonly services?: readonly string[] | undefined;
  readonly tactics?: readonly string[] | undefined;
  readonly techniques?: readonly string[] | undefined;
  readonly stages?: readonly RuleStage[] | undefined;
  readonly enabled?: boolean | undefined;
  /** As far back as hours of metrics are kept: 13 months. */
  readonly neverMatched?: boolean | undefined;
  /** Matches in 24 hours. */
  readonly hits?: readonly DayHits[] | undefined;
  /** These rules, or all others. */
  readonly among?: { readonly ids: readonly string[]; readonly areLeftOut: boolean } | undefined;
  /** Whether a stored test fails. */
  readonly failingTests?: boolean | undefined;
}

const MAX_SEARCH_CHARS = 200;
const MAX_VALUES = 100;

/** The level in force. */
export const LEVEL = 'coalesce(r.level_override, r.level)';

/** Throws BAD_USER_INPUT where it asks for too much. */
export function checkRuleFilter({ search, ...others }: RuleFilter): void {
  if (search !== undefined && search.length > MAX_SEARCH_CHARS)
    throw new AppError('BAD_USER_INPUT', `A text to look for has ${MAX_SEARCH_CHARS} characters at most.`);
  for (const values of Object.values(others))
    if (Array.isArray(values) && values.length > MAX_VALUES)
      throw new AppError(
        'BAD_USER_INPUT',
        `A filter has ${MAX_VALUES} values at most for each of its fields.`,
      );
}

/** Whether an index has to find the rules by their words first. */
export function isSearched({ search }: RuleFilter): boolean {
  return search !== undefined && searchWords(search) !== undefined;
}

/** Postgres knows how many rows have a value of a column, and nothing of what `coalesce` would make of it. */
function oneOf(column: string, values: readonly string[], bind: Bind): string {
  const any = `${column} = ANY (${bind(values)})`;
  return values.includes('') ? `(${any} OR ${column} IS NULL)` : any;
}

/**
 * SQL that holds for the rules `r` that pass the filter. Postgres takes reading the words of all rules for cheap where a search
 * finds many; a query within the query keeps from it how many there are, so that it goes by the index.
 */
export function ruleConditions(filter: RuleFilter, bind: Bind): string {
  const { search, repositoryIds, levels, stages, enabled, neverMatched, hits, among, failingTests } = filter;
  const all = ['true'];
  const words = search === undefined ? undefined : searchWords(search);
  if (words !== undefined) all.push(`r.words @@ (SELECT to_tsquery('simple', ${bind(words)}))`);
  if (repositoryIds !== undefined)
    all.push(`r.repository_id = ANY (${bind(repositoryIds.filter(isUuid))}::uuid[])`);
  if (levels !== undefined) all.push(`${LEVEL} = ANY (${bind(levels)}::smallint[])`);
  for (const [column, values] of [
    ['status', filter.statuses],
    ['product', filter.products],
    ['category', filter.categories],
    ['service', filter.services],
  ] as const)
    if (values !== undefined) all.push(oneOf(`r.${column}`, values, bind));
  for (const [column, values] of [
    ['tactics', filter.tactics],
    ['techniques', filter.techniques],
  ] as const) {
    if (values === undefined) continue;
    const any = `r.${column} && ${bind(values)}::text[]`;
    all.push(values.includes('') ? `(${any} OR r.${column} = '{}')` : any);
  }
  if (stages !== undefined) all.push(`r.stage = ANY (${bind(stages)})`);
  if (enabled !== undefined) all.push(`r.enabled = ${bind(enabled)}`);
  if (neverMatched !== undefined) all.push(`${neverMatched ? 'NOT ' : ''}${hasMatched('r.id')}`);
  if (hits !== undefined) all.push(dayHitsCondition(hits, bind));
  if (among !== undefined)
    all.push(`r.id ${among.areLeftOut ? '<> ALL' : '= ANY'} (${bind(among.ids)}::uuid[])`);
  if (failingTests !== undefined) all.push(failingTests ? 'r.failing_tests > 0' : 'r.failing_tests = 0');
  return all.join(' AND ');
}
