import type { Expression } from '../detection/predicate.ts';

/** How many of its items a conjunction, disjunction or count needs to be true. */
export function neededCount(expression: Expression & { readonly kind: 'and' | 'or' | 'atLeast' }): number {
  if (expression.kind === 'atLeast') return expression.count;
  return expression.kind === 'and' ? expression.items.length : 1;
}
