import type { RuleLevel, RulesQueryVariables, RuleSort } from '../../graphql/generated/graphql.ts';
import { ruleLevels } from '../../ui/LevelBadge.tsx';

export const rulesPerPage = 50;

/** Everything that the address of the rule list says. */
export interface RuleSearch {
  readonly text: string;
  readonly levels: readonly RuleLevel[];
  readonly repositoryId: string | null;
  readonly sort: RuleSort;
  /** From 1. */
  readonly page: number;
}

const sortNames: Readonly<Record<string, RuleSort>> = {
  title: 'TITLE',
  level: 'LEVEL',
  updated: 'UPDATED_AT',
};

/** Reads an address; what makes no sense in it falls back to the default. */
export function parseRuleSearch(params: URLSearchParams): RuleSearch {
  const asked = (params.get('level') ?? '').toUpperCase().split(',');
  const page = Number(params.get('page') ?? '1');
  return {
    text: params.get('q') ?? '',
    levels: ruleLevels.filter((level) => asked.includes(level)),
    repositoryId: params.get('repository'),
    sort: sortNames[params.get('sort') ?? 'title'] ?? 'TITLE',
    page: Number.isInteger(page) && page >= 1 ? page : 1,
  };
}

/** Applies a change. Any but that of the page itself goes back to the first page. */
export function changeRuleSearch(params: URLSearchParams, change: Partial<RuleSearch>): URLSearchParams {
  const next = { ...parseRuleSearch(params), page: 1, ...change };
  const result = new URLSearchParams(params);
  const set = (name: string, value: string) => {
    if (value === '') result.delete(name);
    else result.set(name, value);
  };
  set('q', next.text.trim() === '' ? '' : next.text);
  set('level', next.levels.join(',').toLowerCase());
  set('repository', next.repositoryId ?? '');
  set(
    'sort',
    next.sort === 'TITLE' ? '' : (Object.keys(sortNames).find((name) => sortNames[name] === next.sort) ?? ''),
  );
  set('page', next.page === 1 ? '' : String(next.page));
  return result;
}

export function isFiltered(search: RuleSearch): boolean {
  return search.text.trim() !== '' || search.levels.length > 0 || search.repositoryId !== null;
}

export function variablesOf(search: RuleSearch): RulesQueryVariables {
  return {
    filter: {
      search: search.text.trim() === '' ? null : search.text.trim(),
      levels: search.levels.length === 0 ? null : [...search.levels],
      repositoryIds: search.repositoryId === null ? null : [search.repositoryId],
    },
    page: { limit: rulesPerPage, offset: (search.page - 1) * rulesPerPage },
    sort: search.sort,
  };
}
