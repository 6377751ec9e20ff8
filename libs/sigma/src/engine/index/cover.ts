import type { Expression, Predicate } from '../../detection/predicate.ts';

/** Predicates of which one holds whenever a rule matches, and what finding them costs. */
export interface Cover {
  readonly predicates: readonly number[];
  readonly cost: number;
}

/** Cost of a predicate's trigger, undefined where it has none. */
export type CostOf = (predicate: Predicate) => { readonly number: number; readonly cost: number } | undefined;

/** The cheapest cover of an expression; undefined if there is none, so that the rule must always be tried. */
export function coverOf(expression: Expression, costOf: CostOf): Cover | undefined {
  switch (expression.kind) {
    case 'predicate': {
      const found = costOf(expression);
      return found === undefined ? undefined : { predicates: [found.number], cost: found.cost };
    }
    case 'selection':
    case 'item':
      return coverOf(expression.item, costOf);
    case 'not':
      return undefined;
    case 'and': {
      let best: Cover | undefined;
      for (const item of expression.items) {
        const cover = coverOf(item, costOf);
        if (cover !== undefined && (best === undefined || cover.cost < best.cost)) best = cover;
      }
      return best;
    }
    case 'or':
      return union(expression.items, costOf);
    case 'atLeast': {
      // Of n items, any n - count + 1 hold one that is true: the cheapest of them.
      const covers = expression.items
        .map((item) => coverOf(item, costOf))
        .filter((cover) => cover !== undefined);
      covers.sort((left, right) => left.cost - right.cost);
      const needed = expression.items.length - expression.count + 1;
      return covers.length < needed ? undefined : merge(covers.slice(0, needed));
    }
  }
}

function union(items: readonly Expression[], costOf: CostOf): Cover | undefined {
  const covers: Cover[] = [];
  for (const item of items) {
    const cover = coverOf(item, costOf);
    if (cover === undefined) return undefined;
    covers.push(cover);
  }
  return merge(covers);
}

function merge(covers: readonly Cover[]): Cover {
  const [only] = covers;
  if (covers.length === 1 && only !== undefined) return only;
  return {
    predicates: [...new Set(covers.flatMap(({ predicates }) => predicates))],
    cost: covers.reduce((sum, { cost }) => sum + cost, 0),
  };
}
