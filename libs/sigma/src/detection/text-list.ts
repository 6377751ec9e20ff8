import { and, or } from './predicate.ts';
import type { Expression, Predicate, Test, TextList, TextMatch } from './predicate.ts';

type TextPredicate = Predicate & { readonly test: Test & { readonly kind: TextMatch } };

/** Conjunction or disjunction of the values of one key; one node where all are texts that are compared alike. */
export function joinValues(operator: TextList['operator'], items: readonly Expression[]): Expression {
  const [first] = items;
  if (items.length < 2 || first === undefined || !isText(first))
    return operator === 'and' ? and(items) : or(items);
  const { field, test } = first;
  const { kind: match, isCased } = test;
  const isAlike = (item: Expression): item is TextPredicate =>
    isText(item) && item.field === field && item.test.kind === match && item.test.isCased === isCased;
  if (!items.every(isAlike)) return { kind: operator, items };
  return { kind: 'texts', operator, field, match, isCased, texts: items.map((item) => item.test.text) };
}

function isText(item: Expression): item is TextPredicate {
  if (item.kind !== 'predicate') return false;
  const { kind } = item.test;
  return kind === 'equals' || kind === 'prefix' || kind === 'suffix' || kind === 'contains';
}

/** The list as a conjunction or disjunction of predicates, made anew at each call. */
export function openList({ operator, field, match, isCased, texts }: TextList): {
  readonly kind: 'and' | 'or';
  readonly items: readonly Predicate[];
} {
  return {
    kind: operator,
    items: texts.map((text) => ({ kind: 'predicate', field, test: { kind: match, text, isCased } })),
  };
}
