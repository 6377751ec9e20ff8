import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { AppError } from '../app-error.ts';

/** A part of a list: at most 200 rows. */
export interface Page {
  readonly limit: number;
  readonly offset: number;
}

/** Which rows of a list, and in which order. */
export interface ListQuery<Sort extends string> {
  /** Words, or parts of them, all of which must be there; case does not matter. */
  readonly search?: string | undefined;
  readonly sort: Sort;
  /** Undefined: all of them. */
  readonly page?: Page | undefined;
}

/** How the rows of one table are searched and brought in order: SQL, with the properties of the entity. */
export interface ListShape<Sort extends string> {
  readonly searched: string;
  /** What comes first; the rest is by name. */
  readonly orders: Readonly<Record<Sort, readonly (readonly [by: string, direction: 'ASC' | 'DESC'])[]>>;
}

const MAX_PAGE = 200;
const MAX_SEARCH_CHARS = 200;
const MAX_WORDS = 20;

/** Throws BAD_USER_INPUT. */
export function checkPage({ limit, offset }: Page): void {
  if (limit < 1 || limit > MAX_PAGE || offset < 0)
    throw new AppError('BAD_USER_INPUT', `A page has 1 to ${MAX_PAGE} items and begins at 0 or later.`);
}

/** Reads the rows of `from` that are asked for. Tables of this kind are small: a search reads them whole. Throws BAD_USER_INPUT. */
export function listRows<Row extends ObjectLiteral, Sort extends string>(
  from: SelectQueryBuilder<Row>,
  { search, sort, page }: ListQuery<Sort>,
  { searched, orders }: ListShape<Sort>,
): Promise<Row[]> {
  searchRows(from, search, searched);
  for (const [by, direction] of orders[sort])
    from.addOrderBy(by, direction, direction === 'DESC' ? 'NULLS LAST' : undefined);
  if (page !== undefined) {
    checkPage(page);
    // Not `limit`: relations are joined, and a row of the list may be several of the join.
    from.take(page.limit).skip(page.offset);
  }
  return from.getMany();
}

/** How many of the rows of `from` a list has, on all of its pages. Throws BAD_USER_INPUT. */
export function countRows<Row extends ObjectLiteral>(
  from: SelectQueryBuilder<Row>,
  search: string | undefined,
  { searched }: Pick<ListShape<string>, 'searched'>,
): Promise<number> {
  searchRows(from, search, searched);
  return from.getCount();
}

function searchRows<Row extends ObjectLiteral>(
  from: SelectQueryBuilder<Row>,
  search: string | undefined,
  searched: string,
): void {
  const words = search === undefined ? [] : patternsOf(search);
  if (words.length > 0) from.andWhere(`${searched} ILIKE ALL (:words)`, { words });
}

/** Patterns of LIKE, one for each word. Throws BAD_USER_INPUT. */
function patternsOf(search: string): string[] {
  const words = search.split(/\s+/).filter((word) => word !== '');
  if (search.length > MAX_SEARCH_CHARS || words.length > MAX_WORDS)
    throw new AppError(
      'BAD_USER_INPUT',
      `A text to look for has at most ${MAX_SEARCH_CHARS} characters and ${MAX_WORDS} words.`,
    );
  return words.map((word) => `%${word.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`);
}
