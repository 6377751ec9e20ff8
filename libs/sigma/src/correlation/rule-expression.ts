import type { Condition } from '../condition/parse-condition.ts';

/** A condition over the correlated rules; `name` is a reference as the correlation's `rules` write it. */
export type RuleExpression =
  | { readonly kind: 'and' | 'or'; readonly items: readonly RuleExpression[] }
  | { readonly kind: 'not'; readonly item: RuleExpression }
  | { readonly kind: 'name'; readonly name: string; readonly at: number };

/** A condition without quantifiers; undefined if it has any. */
export function toRuleExpression(condition: Condition): RuleExpression | undefined {
  switch (condition.kind) {
    case 'and':
    case 'or': {
      const items = condition.items.map(toRuleExpression).filter((item) => item !== undefined);
      return items.length === condition.items.length ? { kind: condition.kind, items } : undefined;
    }
    case 'not': {
      const item = toRuleExpression(condition.item);
      return item && { kind: 'not', item };
    }
    case 'name':
      return { kind: 'name', name: condition.name, at: condition.at };
    default:
      return undefined;
  }
}

/** The names of an expression, each once, in the order of their first place. */
export function namesOf(expression: RuleExpression): readonly { name: string; at: number }[] {
  const first = new Map<string, number>();
  const visit = (node: RuleExpression): void => {
    if (node.kind === 'name') {
      if (!first.has(node.name)) first.set(node.name, node.at);
    } else if (node.kind === 'not') visit(node.item);
    else node.items.forEach(visit);
  };
  visit(expression);
  return [...first].map(([name, at]) => ({ name, at }));
}

/** Whether the expression is true where exactly the rules for which `isSeen` is true have matched. */
export function evaluateRules(expression: RuleExpression, isSeen: (name: string) => boolean): boolean {
  switch (expression.kind) {
    case 'and':
      return expression.items.every((item) => evaluateRules(item, isSeen));
    case 'or':
      return expression.items.some((item) => evaluateRules(item, isSeen));
    case 'not':
      return !evaluateRules(expression.item, isSeen);
    case 'name':
      return isSeen(expression.name);
  }
}
