import type { Expression } from '../detection/predicate.ts';
import { openList } from '../detection/text-list.ts';
import type { SigmaEvent } from '../event/sigma-event.ts';
import type { SigmaRule } from '../rule/rule.ts';
import { asMatched } from './explain-options.ts';
import type { ExplainOptions } from './explain-options.ts';
import { describeTest } from './describe-test.ts';
import { explainTest } from './explain-test.ts';
import type { Explanation } from './explanation.ts';
import { foundValues } from './found-value.ts';
import { neededCount } from './needed-count.ts';
import { createOutcomes } from './outcomes.ts';

/** Most children of one part that are told. */
const maxChildren = 25;
/** Most parts of a whole explanation. */
const maxParts = 2000;

/**
 * Tells for each part of a rule whether it holds for an event, with the values found and the reason. Whether
 * its log source fits is not looked at. Bounded: 25 children of each part, 2,000 parts in all; how many are left out is told.
 */
export function explain(rule: SigmaRule, matched: SigmaEvent, options: ExplainOptions = {}): Explanation {
  const event = asMatched(matched, options);
  const outcomes = createOutcomes(event);
  let partsLeft = maxParts;

  const childrenOf = (
    items: readonly Expression[],
    decisive: boolean,
  ): { readonly children: readonly Explanation[]; readonly omitted: number } => {
    const shown = chooseItems(items, (item) => outcomes.of(item) === decisive).slice(0, partsLeft);
    partsLeft -= shown.length;
    return { children: shown.map(explainPart), omitted: items.length - shown.length };
  };

  const explainPart = (expression: Expression): Explanation => {
    const outcome = outcomes.of(expression);
    switch (expression.kind) {
      case 'and':
      case 'or':
      case 'atLeast': {
        const { items } = expression;
        const needed = neededCount(expression);
        const why = countWords(items.filter(outcomes.of).length, items.length, needed);
        // Both sides of a count matter; what holds comes first.
        const children = childrenOf(
          items,
          expression.kind === 'atLeast' ? true : outcome === (expression.kind === 'or'),
        );
        return expression.kind === 'atLeast'
          ? { kind: 'atLeast', count: expression.count, outcome, why, ...children }
          : { kind: expression.kind, outcome, why, ...children };
      }
      case 'not': {
        const why = outcome ? 'what is negated does not hold' : 'what is negated holds';
        return { kind: 'not', outcome, why, ...childrenOf([expression.item], true) };
      }
      case 'selection': {
        const children = childrenOf([expression.item], true);
        const why = `${expression.name} ${outcome ? 'holds' : 'does not hold'}`;
        return { kind: 'selection', name: expression.name, outcome, why, ...children };
      }
      case 'item':
        return explainItem(expression, outcome);
      case 'texts':
        return explainPart(openList(expression));
      case 'predicate': {
        const { field = null, test } = expression;
        const why = explainTest(expression, outcomes);
        return { kind: 'test', field, asks: describeTest(test).holds, outcome, why };
      }
    }
  };

  const explainItem = (expression: Expression & { readonly kind: 'item' }, outcome: boolean): Explanation => {
    const field = fieldOf(expression) ?? null;
    const found = field === null ? null : (foundValues(event, field) ?? null);
    const children = childrenOf([expression.item], true);
    const [only] = children.children;
    const why = only?.why ?? (outcome ? 'it holds' : 'it does not hold');
    return { kind: 'item', name: expression.name, field, found, outcome, why, ...children };
  };

  return explainPart(rule.detection);
}

/** The items that are told, in their order: first come, but those that decide before the others. */
function chooseItems(
  items: readonly Expression[],
  isDecisive: (item: Expression) => boolean,
): readonly Expression[] {
  if (items.length <= maxChildren) return items;
  const indexes = [...items.keys()];
  const decisive = indexes.filter((index) => isDecisive(items[index] as Expression)).slice(0, maxChildren);
  const chosen = new Set(decisive);
  for (const index of indexes) {
    if (chosen.size >= maxChildren) break;
    chosen.add(index);
  }
  return items.filter((_, index) => chosen.has(index));
}

function countWords(held: number, total: number, needed: number): string {
  if (total === 0) return needed === 0 ? 'nothing is asked for' : 'there is nothing that could hold';
  const need = needed === total ? 'all are needed' : `${needed} ${needed === 1 ? 'is' : 'are'} needed`;
  return `${held === 0 ? 'none' : held} of ${total} ${held === 1 ? 'holds' : 'hold'}, ${need}`;
}

/** The field that an item asks about; undefined for keywords. */
function fieldOf(expression: Expression): string | undefined {
  if (expression.kind === 'predicate' || expression.kind === 'texts') return expression.field;
  if ('item' in expression) return fieldOf(expression.item);
  for (const item of expression.items) {
    const field = fieldOf(item);
    if (field !== undefined) return field;
  }
  return undefined;
}
