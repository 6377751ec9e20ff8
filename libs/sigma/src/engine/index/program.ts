import type { Expression, Predicate } from '../../detection/predicate.ts';
import { openList } from '../../detection/text-list.ts';
import type { GrowableWords } from '../kernel/growable.ts';
import { coverOfAll, coverOfAny, coverOfSome } from './cover.ts';
import type { Cover } from './cover.ts';

/** Operators, as in `libs/sigma/kernel/match.ts`. */
const operators = { and: 0, or: 1, atLeast: 2 };
const isNode = 0x80000000;
const isNegated = 0x40000000;

/** A rule as the kernel evaluates it, and the predicates without which it can't match. */
export interface Program {
  /** Offset of the root in bytes. */
  readonly root: number;
  readonly cover: Cover | undefined;
}

/** A predicate's number, and what finding it costs; undefined: it can't be found. */
export interface KnownPredicate {
  readonly number: number;
  readonly cost: number | undefined;
}

interface Item {
  readonly word: number;
  readonly cover: Cover | undefined;
}

/**
 * Writes expressions as programs: nodes of operator | items << 8, for "at least" the count, and the items. An item is
 * the number of a predicate or the offset of a node in bytes, with flags. What is least likely to hold comes first.
 */
export function createProgramWriter(
  words: GrowableWords,
  know: (predicate: Predicate) => KnownPredicate,
): (expression: Expression) => Program {
  const writeNode = (kind: keyof typeof operators, items: readonly Item[], count?: number): number => {
    const offset = words.length() * 4;
    words.push(operators[kind] | (items.length << 8));
    if (count !== undefined) words.push(count);
    for (const { word } of items) words.push(word);
    return (offset | isNode) >>> 0;
  };

  const join = (kind: 'and' | 'or', items: Item[]): Item => {
    if (kind === 'and') items.sort((left, right) => costOf(left) - costOf(right));
    const [only] = items;
    if (items.length === 1 && only !== undefined) return only;
    const coverOf = kind === 'and' ? coverOfAll : coverOfAny;
    return { word: writeNode(kind, items), cover: coverOf(items.map(({ cover }) => cover)) };
  };

  const write = (item: Expression): Item => {
    switch (item.kind) {
      case 'predicate': {
        const { number, cost } = know(item);
        return { word: number, cover: cost === undefined ? undefined : { predicates: [number], cost } };
      }
      case 'selection':
      case 'item':
        return write(item.item);
      case 'texts':
        return join(item.operator, openList(item).items.map(write));
      case 'not':
        return { word: (write(item.item).word ^ isNegated) >>> 0, cover: undefined };
      case 'and':
      case 'or':
        return join(item.kind, flatten(item.kind, item.items).map(write));
      case 'atLeast': {
        const items = item.items.map(write);
        const cover = coverOfSome(
          items.map((inner) => inner.cover),
          item.count,
        );
        return { word: writeNode('atLeast', items, item.count), cover };
      }
    }
  };
  return (expression) => {
    const { word, cover } = write(expression);
    const root = word >>> 30 === 2 ? word : writeNode('and', [{ word, cover }]);
    return { root: root & 0x3fffffff, cover };
  };
}

function costOf({ cover }: Item): number {
  return cover?.cost ?? Number.MAX_VALUE;
}

/** Draws in items of the same kind: (a or b) or c. */
function flatten(kind: 'and' | 'or', items: readonly Expression[]): readonly Expression[] {
  if (!items.some((item) => isOf(kind, innerOf(item)))) return items;
  return items.flatMap((item) => {
    const inner = innerOf(item);
    if (!isOf(kind, inner)) return [inner];
    return inner.kind === 'texts' ? openList(inner).items : flatten(kind, inner.items);
  });
}

type Series = Extract<Expression, { readonly kind: 'and' | 'or' | 'texts' }>;

function isOf(kind: 'and' | 'or', item: Expression): item is Series {
  return item.kind === kind || (item.kind === 'texts' && item.operator === kind);
}

function innerOf(item: Expression): Expression {
  let inner = item;
  while (inner.kind === 'selection' || inner.kind === 'item') inner = inner.item;
  return inner;
}
