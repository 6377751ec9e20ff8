import { mandatoryText } from '../../detection/mandatory-text.ts';
import type { Test } from '../../detection/predicate.ts';
import { foldCase } from '../../pattern/fold.ts';
import { createEndIndex } from './end-index.ts';
import type { HitList } from './hit-list.ts';
import type { Needle } from './needle.ts';
import { createSubstringIndex } from './substring-index.ts';

/** Finds the witnesses of one field. Finds at least those that hold; of tests that need more than an index, more. */
export interface FieldIndex {
  /** For each text of the field. */
  search(folded: string, hits: HitList): void;
  /** Once per event that has the field, whatever its value. */
  searchPresence(hits: HitList): void;
}

/** A test to be found and the number to report for it. */
export interface Witness {
  readonly test: Test;
  readonly witness: number;
}

/** Whether a found witness is known to hold; else its test must still be evaluated. */
export function isDecidedByIndex(test: Test): boolean {
  switch (test.kind) {
    case 'equals':
      return !test.isCased;
    case 'prefix':
    case 'suffix':
    case 'contains':
      return !test.isCased && test.text !== '';
    default:
      return false;
  }
}

/** Builds the index of one field. */
export function createFieldIndex(witnesses: readonly Witness[]): FieldIndex {
  const present: number[] = [];
  const equal = new Map<string, number[]>();
  const needles: Record<'prefix' | 'suffix' | 'contains', Needle[]> = {
    prefix: [],
    suffix: [],
    contains: [],
  };
  for (const { test, witness } of witnesses) {
    const found = placeOf(test);
    if (found === undefined) present.push(witness);
    else if (found.kind !== 'equals') needles[found.kind].push({ text: found.text, witness });
    else {
      const list = equal.get(found.text) ?? [];
      list.push(witness);
      equal.set(found.text, list);
    }
  }
  const prefixes = createEndIndex('prefix', needles.prefix);
  const suffixes = createEndIndex('suffix', needles.suffix);
  const substrings = createSubstringIndex(needles.contains);
  // Longer texts can't be equal, and looking them up would hash all of them.
  const longestEqual = [...equal.keys()].reduce((longest, { length }) => Math.max(longest, length), -1);
  return {
    search: (folded, hits) => {
      if (folded.length <= longestEqual) for (const witness of equal.get(folded) ?? []) hits.add(witness);
      prefixes?.search(folded, hits);
      suffixes?.search(folded, hits);
      substrings?.search(folded, hits);
    },
    searchPresence: (hits) => {
      for (const witness of present) hits.add(witness);
    },
  };
}

/** The text by which a test is found; undefined if only by the presence of its field. */
function placeOf(
  test: Test,
): { kind: 'equals' | 'prefix' | 'suffix' | 'contains'; text: string } | undefined {
  switch (test.kind) {
    case 'equals':
      return { kind: test.kind, text: foldCase(test.text) };
    case 'prefix':
    case 'suffix':
    case 'contains':
      return test.text === '' ? undefined : { kind: test.kind, text: foldCase(test.text) };
    case 'wildcard':
    case 'regex': {
      const literal = mandatoryText(test);
      return literal === '' ? undefined : { kind: 'contains', text: foldCase(literal) };
    }
    default:
      return undefined;
  }
}
