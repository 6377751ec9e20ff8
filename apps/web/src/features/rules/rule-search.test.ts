import { describe, expect, it } from 'vitest';
import { changeRuleSearch, isFiltered, parseRuleSearch, variablesOf } from './rule-search.ts';

const parse = (text: string) => parseRuleSearch(new URLSearchParams(text));

describe('the address of the rule list', () => {
  it('is the whole list by title when empty', () => {
    expect(parse('')).toEqual({ text: '', levels: [], repositoryId: null, sort: 'TITLE', page: 1 });
    expect(isFiltered(parse(''))).toBe(false);
  });

  it('falls back where it makes no sense', () => {
    expect(parse('level=loud,high&page=-3&sort=mood')).toMatchObject({
      levels: ['HIGH'],
      page: 1,
      sort: 'TITLE',
    });
  });

  it('survives a round through parsing and writing', () => {
    const address = 'q=lsass&level=critical%2Chigh&repository=r1&sort=updated&page=3';
    expect(changeRuleSearch(new URLSearchParams(address), { page: 3 }).toString()).toBe(address);
  });

  it('goes back to the first page when the search changes, and keeps what it does not know', () => {
    const next = changeRuleSearch(new URLSearchParams('page=3&upload=1'), { text: 'x' });
    expect(next.toString()).toBe('upload=1&q=x');
  });

  it('asks the API for the page that it names', () => {
    expect(variablesOf(parse('q=+a+&page=2'))).toEqual({
      filter: { search: 'a', levels: null, repositoryIds: null },
      page: { limit: 50, offset: 50 },
      sort: 'TITLE',
    });
  });
});
