import type { Condition } from './parse-condition.ts';

/** Writes a condition so that `parseCondition` reads the same: brackets only where they are needed. */
export function printCondition(condition: Condition): string {
  switch (condition.kind) {
    case 'name':
      return condition.name;
    case 'of':
      return `${condition.count} of ${condition.pattern}`;
    case 'not':
      return `not ${printOperand(condition.item, false)}`;
    case 'and':
      return condition.items.map((item) => printOperand(item, false)).join(' and ');
    case 'or':
      return condition.items.map((item) => printOperand(item, true)).join(' or ');
  }
}

/** `or` binds loosest, so that it always needs brackets inside; `and` does not inside `or`. */
function printOperand(item: Condition, isInOr: boolean): string {
  const needsBrackets = item.kind === 'or' || (item.kind === 'and' && !isInOr);
  return needsBrackets ? `(${printCondition(item)})` : printCondition(item);
}
