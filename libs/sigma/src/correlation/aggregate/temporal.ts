import { evaluateRules } from '../rule-expression.ts';
import type { RuleExpression } from '../rule-expression.ts';
import type { Aggregate } from './aggregate.ts';

/**
 * Counts distinct rules that matched, in any order. With an expression, only where that is true. Changes are O(1) for
 * each rule of the entry, measuring is O(1), or the size of the expression.
 */
export function createTemporal(references: readonly string[], expression?: RuleExpression): Aggregate {
  const counts = references.map(() => 0);
  const indexes = new Map(references.map((reference, index) => [reference, index]));
  let seen = 0;
  const isSeen = (name: string): boolean => (counts[indexes.get(name) ?? -1] ?? 0) > 0;
  return {
    add: ({ inputs }) => {
      for (const input of inputs) {
        if (counts[input] === 0) seen += 1;
        counts[input] = (counts[input] ?? 0) + 1;
      }
    },
    remove: ({ inputs }) => {
      for (const input of inputs) {
        counts[input] = (counts[input] ?? 0) - 1;
        if (counts[input] === 0) seen -= 1;
      }
    },
    measure: () => (expression === undefined || evaluateRules(expression, isSeen) ? seen : undefined),
  };
}
