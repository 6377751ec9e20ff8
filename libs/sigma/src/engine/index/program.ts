import type { Expression, Predicate } from '../../detection/predicate.ts';
import type { GrowableWords } from '../kernel/growable.ts';

/** Operators, as in `libs/sigma/kernel/match.ts`. */
const operators = { and: 0, or: 1, atLeast: 2 };
const isNode = 0x80000000;
const isNegated = 0x40000000;

/**
 * Writes an expression as a program: nodes of operator | items << 8, for "at least" the count, and the items. An item is
 * the number of a predicate or the offset of a node in bytes, with flags. Answers the offset of the root.
 */
export function writeProgram(
  expression: Expression,
  words: GrowableWords,
  numberOf: (predicate: Predicate) => number,
): number {
  const writeNode = (kind: keyof typeof operators, items: readonly number[], count?: number): number => {
    const offset = words.length() * 4;
    words.push(operators[kind] | (items.length << 8));
    if (count !== undefined) words.push(count);
    for (const item of items) words.push(item);
    return offset;
  };

  const write = (item: Expression, negation: number): number => {
    switch (item.kind) {
      case 'predicate':
        return (numberOf(item) | negation) >>> 0;
      case 'selection':
      case 'item':
        return write(item.item, negation);
      case 'not':
        return write(item.item, negation ^ isNegated);
      case 'and':
      case 'or': {
        const items = flatten(item.kind, item.items).map((inner) => write(inner, 0));
        // Predicates cost less than the nodes that hold more of them.
        items.sort((left, right) => (left >>> 31) - (right >>> 31));
        const [only] = items;
        if (items.length === 1 && only !== undefined) return (only ^ negation) >>> 0;
        return (writeNode(item.kind, items) | isNode | negation) >>> 0;
      }
      case 'atLeast': {
        const items = item.items.map((inner) => write(inner, 0));
        return (writeNode('atLeast', items, item.count) | isNode | negation) >>> 0;
      }
    }
  };
  const root = write(expression, 0);
  return root >>> 30 === 2 ? root & 0x3fffffff : writeNode('and', [root]);
}

/** Draws in items of the same kind: (a or b) or c. */
function flatten(kind: 'and' | 'or', items: readonly Expression[]): readonly Expression[] {
  return items.flatMap((item) => {
    let inner = item;
    while (inner.kind === 'selection' || inner.kind === 'item') inner = inner.item;
    return inner.kind === kind ? flatten(kind, inner.items) : [inner];
  });
}
