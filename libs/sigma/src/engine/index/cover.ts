/** Predicates of which one holds whenever an expression does, and what finding them costs an event. */
export interface Cover {
  readonly predicates: readonly number[];
  readonly cost: number;
}

/** Of what must all hold, the cheapest is enough. Undefined where nothing covers it: it must always be tried. */
export function coverOfAll(covers: readonly (Cover | undefined)[]): Cover | undefined {
  let best: Cover | undefined;
  for (const cover of covers)
    if (cover !== undefined && (best === undefined || cover.cost < best.cost)) best = cover;
  return best;
}

/** Of what any may hold, all are needed. */
export function coverOfAny(covers: readonly (Cover | undefined)[]): Cover | undefined {
  const [only] = covers;
  if (covers.length === 1) return only;
  const predicates = new Set<number>();
  let cost = 0;
  for (const cover of covers) {
    if (cover === undefined) return undefined;
    for (const predicate of cover.predicates) predicates.add(predicate);
    cost += cover.cost;
  }
  return { predicates: [...predicates], cost };
}

/** Of n of which `count` must hold, any n - count + 1 have one that does: the cheapest of them. */
export function coverOfSome(covers: readonly (Cover | undefined)[], count: number): Cover | undefined {
  const known = covers.filter((cover) => cover !== undefined);
  const needed = covers.length - count + 1;
  if (known.length < needed) return undefined;
  return coverOfAny(known.sort((left, right) => left.cost - right.cost).slice(0, needed));
}
