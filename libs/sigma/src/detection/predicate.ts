/** How a literal text must lie in a value. */
export type TextMatch = 'equals' | 'prefix' | 'suffix' | 'contains';

/** Comparison operators of the numeric modifiers. */
export type CompareOperator = 'lt' | 'lte' | 'gt' | 'gte';

/** Parts of a time that modifiers take out of a field. */
export type TimePart = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';

/**
 * One question about one value of a field, as plain data: what must be compiled is compiled at its first use, by
 * `testText`. Text is case-folded unless `isCased`. Kinds that ask about the field as a whole: `exists` (present, even if
 * empty or null), `null` (absent or null), `value` (present and not null).
 */
export type Test =
  | { readonly kind: TextMatch; readonly text: string; readonly isCased: boolean }
  /** `source` is the pattern as `printPattern` writes it, the whole value must fit. */
  | { readonly kind: 'wildcard'; readonly source: string; readonly isCased: boolean }
  /** A search by RE2; `flags` are some of `i`, `m`, `s`, sorted. */
  | { readonly kind: 'regex'; readonly source: string; readonly flags: string }
  | { readonly kind: 'network'; readonly cidr: string }
  /** A bigint is an integer that a number can't hold without loss. */
  | { readonly kind: 'compare'; readonly operator: CompareOperator; readonly limit: number | bigint }
  | {
      readonly kind: 'time';
      readonly part: TimePart;
      readonly operator: CompareOperator | 'eq';
      readonly limit: number;
    }
  | { readonly kind: 'field'; readonly other: string; readonly match: TextMatch; readonly isCased: boolean }
  | { readonly kind: 'exists' }
  | { readonly kind: 'null' }
  | { readonly kind: 'value' };

/** A test of a field, or of any string of the event where `field` is undefined (keywords). */
export interface Predicate {
  readonly kind: 'predicate';
  readonly field: string | undefined;
  readonly test: Test;
}

/** Predicates of one field that differ in their text alone, of which any (`or`) or all (`and`) must hold; at least two. */
export interface TextList {
  readonly kind: 'texts';
  readonly operator: 'and' | 'or';
  readonly field: string | undefined;
  readonly match: TextMatch;
  readonly isCased: boolean;
  readonly texts: readonly string[];
}

/**
 * A detection as a formula over predicates. `selection` and `item` are labels for explanations: they are true where what
 * they hold is. An expression may be reached by several ways, where a condition names a selection twice.
 */
export type Expression =
  | { readonly kind: 'and' | 'or'; readonly items: readonly Expression[] }
  /** True if at least `count` of the items are; 2 ≤ count < items. */
  | { readonly kind: 'atLeast'; readonly count: number; readonly items: readonly Expression[] }
  | { readonly kind: 'not'; readonly item: Expression }
  | { readonly kind: 'selection'; readonly name: string; readonly item: Expression }
  /** `name` is the key as written, such as `CommandLine|contains|all`; '' for bare keywords. */
  | { readonly kind: 'item'; readonly name: string; readonly item: Expression }
  | TextList
  | Predicate;

/** Conjunction, without a shell around a single item. No items: true. */
export function and(items: readonly Expression[]): Expression {
  return combined('and', items);
}

/** Disjunction, without a shell around a single item. No items: false. */
export function or(items: readonly Expression[]): Expression {
  return combined('or', items);
}

function combined(kind: 'and' | 'or', items: readonly Expression[]): Expression {
  const [only] = items;
  return items.length === 1 && only !== undefined ? only : { kind, items };
}

/** At least `count` of the items, as `and` and `or` where these say the same. */
export function atLeast(count: number, items: readonly Expression[]): Expression {
  if (count > items.length) return or([]);
  if (count <= 1) return count < 1 ? and([]) : or(items);
  return count === items.length ? and(items) : { kind: 'atLeast', count, items };
}
