import type { Expression, Predicate } from '../detection/predicate.ts';

/** Stands for any field at all, which keywords need. */
export const anyField = '*';

/** Names of fields, sorted. */
export type FieldSet = readonly string[];

/** Most sets that are kept for one part of a rule; the smallest are. */
const maxSets = 8;
/** Most names of a set; what a larger one has besides is left out. */
const maxNames = 100;
/** Largest count of alternatives, as items times needed ones, for which all sets are tried. */
const maxCountWork = 400;

/** What an event without a field lacks for an expression to have an outcome. */
export interface RequiredFields {
  /**
   * The smallest sets of missing fields with which the expression could be as asked for, by size. The empty set alone: it
   * could be so now. None: it never could.
   */
  of(expression: Expression, outcome: boolean): readonly FieldSet[];
}

const nothing: readonly FieldSet[] = [[]];

/**
 * Tells by three-valued evaluation what fields an expression lacks where events have no others than those that
 * `isKnown` knows: a test of a missing field is false, `null` is true; a test of a known field may be either.
 */
export function createRequiredFields(
  isKnown: (field: string) => boolean,
  hasAnyField: boolean,
): RequiredFields {
  const known: readonly Map<Expression, readonly FieldSet[]>[] = [new Map(), new Map()];

  /** What a test of a value needs. */
  const lacking = (field: string | undefined, others: readonly string[]): readonly FieldSet[] => {
    if (field === undefined) return hasAnyField ? nothing : [[anyField]];
    return [[...new Set([field, ...others].filter((name) => !isKnown(name)))].sort()];
  };

  const ofPredicate = ({ field, test }: Predicate, outcome: boolean): readonly FieldSet[] => {
    // Absence makes `null` true and all others false.
    if (outcome === (test.kind === 'null')) return nothing;
    return lacking(field, test.kind === 'field' ? [test.other] : []);
  };

  const evaluate = (expression: Expression, outcome: boolean): readonly FieldSet[] => {
    switch (expression.kind) {
      case 'predicate':
        return ofPredicate(expression, outcome);
      case 'not':
        return of(expression.item, !outcome);
      case 'selection':
      case 'item':
        return of(expression.item, outcome);
      case 'texts':
        return outcome ? lacking(expression.field, []) : nothing;
      case 'atLeast': {
        const { count, items } = expression;
        return ofSome(items, outcome ? count : items.length - count + 1, outcome);
      }
      default:
        return expression.kind === (outcome ? 'and' : 'or')
          ? ofAll(expression.items, outcome)
          : ofSome(expression.items, 1, outcome);
    }
  };

  const ofAll = (items: readonly Expression[], outcome: boolean): readonly FieldSet[] => {
    let sets = nothing;
    for (const item of items) sets = bothOf(sets, of(item, outcome));
    return sets;
  };

  const ofSome = (items: readonly Expression[], count: number, outcome: boolean): readonly FieldSet[] => {
    if (count <= 0) return nothing;
    if (count > 1 && items.length * count > maxCountWork) return ofEasiest(items, count, outcome);
    // `sets[n]` are those with which `n` of the items seen so far could be as asked for.
    const sets: (readonly FieldSet[])[] = [nothing, ...Array.from({ length: count }, () => [])];
    for (const item of items) {
      const own = of(item, outcome);
      for (let held = count; held > 0; held -= 1) {
        const withOwn = bothOf(sets[held - 1] ?? [], own);
        if (withOwn.length > 0) sets[held] = smallestOf([...(sets[held] ?? []), ...withOwn]);
      }
      if (isFulfilled(sets[count] ?? [])) break;
    }
    return sets[count] ?? [];
  };

  /** One set only, of the items that lack least. */
  const ofEasiest = (items: readonly Expression[], count: number, outcome: boolean): readonly FieldSet[] => {
    const smallest = items.flatMap((item) => of(item, outcome).slice(0, 1));
    if (smallest.length < count) return [];
    const easiest = smallest.toSorted((a, b) => a.length - b.length).slice(0, count);
    return [easiest.reduce(unionOf, [])];
  };

  const of = (expression: Expression, outcome: boolean): readonly FieldSet[] => {
    const memory = known[outcome ? 1 : 0];
    const before = memory?.get(expression);
    if (before !== undefined) return before;
    const sets = evaluate(expression, outcome);
    memory?.set(expression, sets);
    return sets;
  };

  return { of };
}

/** Whether nothing is missing. */
export function isFulfilled([first]: readonly FieldSet[]): boolean {
  return first?.length === 0;
}

function bothOf(some: readonly FieldSet[], others: readonly FieldSet[]): readonly FieldSet[] {
  if (isFulfilled(some)) return others;
  if (isFulfilled(others)) return some;
  return smallestOf(some.flatMap((one) => others.map((other) => unionOf(one, other))));
}

/** The sets that hold no other one, smallest first. */
function smallestOf(sets: readonly FieldSet[]): readonly FieldSet[] {
  const kept: FieldSet[] = [];
  for (const set of sets.toSorted((a, b) => a.length - b.length)) {
    if (kept.length === maxSets) break;
    if (!kept.some((smaller) => isWithin(smaller, set))) kept.push(set);
  }
  return kept;
}

function unionOf(one: FieldSet, other: FieldSet): FieldSet {
  if (one.length >= maxNames || other.length === 0) return one;
  return [...new Set([...one, ...other])].sort().slice(0, maxNames);
}

/** Both are sorted. */
function isWithin(smaller: FieldSet, set: FieldSet): boolean {
  let at = 0;
  for (const name of set) if (smaller[at] === name) at += 1;
  return at === smaller.length;
}
