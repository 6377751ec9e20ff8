import type { WildcardMatcher } from '../pattern/wildcard.ts';

/** How a literal text must lie in a value. */
export type TextMatch = 'equals' | 'prefix' | 'suffix' | 'contains';

/**
 * One question about one value of a field. Text is case-folded unless `isCased`. Kinds that ask about the field as a
 * whole: `exists` (present, even if empty or null), `null` (absent or null), `value` (present and not null).
 */
export type Test =
  | { readonly kind: TextMatch; readonly text: string; readonly isCased: boolean }
  | {
      readonly kind: 'wildcard';
      readonly matches: WildcardMatcher;
      readonly literal: string;
      readonly isCased: boolean;
    }
  | { readonly kind: 'regex'; readonly matches: (text: string) => boolean; readonly literal: string }
  | { readonly kind: 'network'; readonly contains: (text: string) => boolean }
  | { readonly kind: 'compare'; readonly holds: (value: number) => boolean }
  | { readonly kind: 'field'; readonly other: string; readonly match: TextMatch; readonly isCased: boolean }
  | { readonly kind: 'exists' }
  | { readonly kind: 'null' }
  | { readonly kind: 'value' };

/** A test of a field, or of any string of the event where `field` is undefined (keywords). */
export interface Predicate {
  readonly field: string | undefined;
  readonly test: Test;
  /** Equal for predicates that always agree, so that rules can share them. */
  readonly key: string;
}

/** A detection as a formula over predicates. */
export type Expression =
  | { readonly kind: 'and'; readonly items: readonly Expression[] }
  | { readonly kind: 'or'; readonly items: readonly Expression[] }
  | { readonly kind: 'not'; readonly item: Expression }
  | { readonly kind: 'predicate'; readonly predicate: Predicate };

/** Conjunction, without a shell around a single item. */
export function and(items: readonly Expression[]): Expression {
  const [only] = items;
  return items.length === 1 && only !== undefined ? only : { kind: 'and', items };
}

/** Disjunction, without a shell around a single item. No items: false. */
export function or(items: readonly Expression[]): Expression {
  const [only] = items;
  return items.length === 1 && only !== undefined ? only : { kind: 'or', items };
}
