import { and, or, type Expression, type Predicate } from '../detection/predicate.ts';

/** What coverage looks at of a detection, in place of the detection: the fields, and no values. Equal parts are one object. */
export type ToFieldShape = (detection: Expression) => Expression;

interface Node {
  readonly shape: Expression;
  readonly number: number;
}

/**
 * Shapes are small, and most rules share theirs with others: a few thousand are those of all rules that there are. Equal
 * parts of more than `maxParts` different ones are not all one object.
 */
export function createFieldShapes(maxParts = 100_000): ToFieldShape {
  let parts = new Map<string, Node>();
  let lastNumber = 0;

  const keep = (key: string, shape: () => Expression): Node => {
    const before = parts.get(key);
    if (before !== undefined) return before;
    // Numbers are never given twice, so that keys mean the same ever after.
    if (parts.size >= maxParts) parts = new Map();
    lastNumber += 1;
    const node = { shape: shape(), number: lastNumber };
    parts.set(key, node);
    return node;
  };

  const keepPredicate = ({ field, test }: Predicate): Node => {
    const other = test.kind === 'field' ? test.other : undefined;
    const kind = test.kind === 'null' ? 'null' : 'value';
    return keep(JSON.stringify([kind, field, other]), () => {
      if (other === undefined) return { kind: 'predicate', field, test: { kind } };
      return {
        ...{ kind: 'predicate', field },
        test: { kind: 'field', other, match: 'equals', isCased: false },
      };
    });
  };

  const keepItems = (kind: 'and' | 'or', items: readonly Node[]): Node => {
    // What stands there twice in a row says nothing more.
    const different = items.filter(({ number }, index) => number !== items[index - 1]?.number);
    const [only] = different;
    if (different.length === 1 && only !== undefined) return only;
    const shapes = different.map(({ shape }) => shape);
    return keep(`${kind} ${numbersOf(different)}`, () => (kind === 'and' ? and(shapes) : or(shapes)));
  };

  return (detection) => {
    // Parts may be reached by several ways.
    const seen = new Map<Expression, Node>();
    const nodeOf = (expression: Expression): Node => {
      const before = seen.get(expression);
      if (before !== undefined) return before;
      const node = makeNode(expression);
      seen.set(expression, node);
      return node;
    };
    const makeNode = (expression: Expression): Node => {
      switch (expression.kind) {
        case 'predicate':
          return keepPredicate(expression);
        case 'texts':
          return keepPredicate({ kind: 'predicate', field: expression.field, test: { kind: 'value' } });
        case 'selection':
        case 'item':
          return nodeOf(expression.item);
        case 'not': {
          const item = nodeOf(expression.item);
          return keep(`not ${item.number}`, () => ({ kind: 'not', item: item.shape }));
        }
        case 'atLeast': {
          const { kind, count } = expression;
          const items = expression.items.map(nodeOf);
          const shapes = items.map(({ shape }) => shape);
          return keep(`${count} of ${numbersOf(items)}`, () => ({ kind, count, items: shapes }));
        }
        default:
          return keepItems(expression.kind, expression.items.map(nodeOf));
      }
    };
    return nodeOf(detection).shape;
  };
}

function numbersOf(nodes: readonly Node[]): string {
  return nodes.map(({ number }) => number).join(' ');
}
