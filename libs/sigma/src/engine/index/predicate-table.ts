import type { Predicate, Test } from '../../detection/predicate.ts';

/** Numbers for the distinct predicates of a segment. */
export interface PredicateTable {
  readonly predicates: readonly Predicate[];
  /** Gives the predicate a number; equal predicates get the same. */
  numberOf(predicate: Predicate): number;
}

/** Makes an empty table: hashes in an array, since a map of texts would take more memory than the rules. */
export function createPredicateTable(): PredicateTable {
  const predicates: Predicate[] = [];
  const seeds = new Map<string | undefined, number>();
  /** Number + 1 of a predicate, 0 where there is none. */
  let slots = new Uint32Array(1024);
  let hashes = new Uint32Array(512);
  let last: Predicate | undefined;
  let lastNumber = 0;

  const seedOf = (field: string | undefined): number => {
    let seed = seeds.get(field);
    if (seed === undefined) seeds.set(field, (seed = Math.imul(seeds.size + 1, 0x9e3779b1)));
    return seed;
  };
  const enter = (hash: number, number: number): void => {
    const mask = slots.length - 1;
    let slot = hash & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = number + 1;
  };
  const grow = (): void => {
    slots = new Uint32Array(slots.length * 2);
    const larger = new Uint32Array(hashes.length * 2);
    larger.set(hashes);
    hashes = larger;
    for (let number = 0; number < predicates.length; number += 1) enter(hashes[number] ?? 0, number);
  };
  const find = (predicate: Predicate, hash: number): number | undefined => {
    const mask = slots.length - 1;
    for (let slot = hash & mask; slots[slot] !== 0; slot = (slot + 1) & mask) {
      const number = (slots[slot] ?? 0) - 1;
      const known = predicates[number];
      if (hashes[number] === hash && known !== undefined && isSame(known, predicate)) return number;
    }
    return undefined;
  };

  return {
    predicates,
    numberOf: (predicate) => {
      if (predicate === last) return lastNumber;
      const { field, test } = predicate;
      const hash = hashText(seedOf(field) ^ test.kind.charCodeAt(0), textOf(test));
      let number = find(predicate, hash);
      if (number === undefined) {
        if (predicates.length * 2 >= slots.length) grow();
        number = predicates.push(predicate) - 1;
        hashes[number] = hash;
        enter(hash, number);
      }
      last = predicate;
      return (lastNumber = number);
    },
  };
}

function hashText(seed: number, text: string): number {
  let hash = seed;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}

function isSame(left: Predicate, right: Predicate): boolean {
  return (
    left.field === right.field &&
    left.test.kind === right.test.kind &&
    textOf(left.test) === textOf(right.test) &&
    questionOf(left.test) === questionOf(right.test)
  );
}

/** What is asked of a text, apart from the text. */
function questionOf(test: Test): string | boolean {
  switch (test.kind) {
    case 'equals':
    case 'prefix':
    case 'suffix':
    case 'contains':
    case 'wildcard':
      return test.isCased;
    case 'regex':
      return test.flags;
    case 'compare':
      return test.operator;
    case 'time':
      return `${test.part} ${test.operator}`;
    case 'field':
      return `${test.match}${test.isCased ? ' cased' : ''}`;
    case 'network':
    case 'exists':
    case 'null':
    case 'value':
      return '';
  }
}

function textOf(test: Test): string {
  switch (test.kind) {
    case 'equals':
    case 'prefix':
    case 'suffix':
    case 'contains':
      return test.text;
    case 'wildcard':
    case 'regex':
      return test.source;
    case 'network':
      return test.cidr;
    case 'compare':
    case 'time':
      return String(test.limit);
    case 'field':
      return test.other;
    case 'exists':
    case 'null':
    case 'value':
      return '';
  }
}
