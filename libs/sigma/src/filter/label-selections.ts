import type { Expression } from '../detection/predicate.ts';

/** The same expression with other names on its selections. What is reached by several ways stays one. */
export function labelSelections(expression: Expression, rename: (name: string) => string): Expression {
  const labelled = new Map<Expression, Expression>();
  const visit = (node: Expression): Expression => {
    const known = labelled.get(node);
    if (known !== undefined) return known;
    const made = relabel(node);
    labelled.set(node, made);
    return made;
  };
  const relabel = (node: Expression): Expression => {
    switch (node.kind) {
      case 'and':
      case 'or':
      case 'atLeast':
        return { ...node, items: node.items.map(visit) };
      case 'not':
        return { ...node, item: visit(node.item) };
      case 'selection':
        return { ...node, name: rename(node.name) };
      case 'item':
      case 'texts':
      case 'predicate':
        return node;
    }
  };
  return visit(expression);
}
