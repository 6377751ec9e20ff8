import type { Predicate, Test } from '../../detection/predicate.ts';
import { createBytes, createWords } from '../kernel/growable.ts';
import { hashBytes } from '../kernel/hash-bytes.ts';
import { createTextBuffer } from './text-buffer.ts';
import { mandatoryTexts } from './trigger.ts';

/** Kinds of predicates, as in `libs/sigma/kernel/predicates.ts`; those from `foreign` on are more than a field and a text. */
export const kinds = {
  ...{ equals: 0, prefix: 1, suffix: 2, contains: 3, exists: 4, null: 5, value: 6 },
  ...{ foreign: 7, agrees: 8 },
} as const;
/** Words of one predicate: kind | field << 8, offset of its text, length of that, memory of the kernel. */
export const predicateWords = 4;

/** The distinct predicates of a segment, as the kernel reads them. */
export interface PredicateTable {
  /** Gives the predicate a number; equal predicates get the same. */
  numberOf(predicate: Predicate): number;
  size(): number;
  /** Some of them look into every string of an event. */
  hasKeywords(): boolean;
  words(): Uint32Array;
  texts(): Uint8Array;
  /** By number: those of which the words don't tell all. */
  readonly kept: ReadonlyMap<number, Predicate>;
  /** Names of the fields, by number. */
  readonly fieldNames: ReadonlyMap<number, string>;
}

/**
 * Makes an empty table with room for about `expected` predicates: growing takes milliseconds. It keeps bytes and no objects: the predicates of a
 * large rule set would take more than the rules.
 */
export function createPredicateTable(
  fieldNumber: (name: string) => number,
  expected: number,
): PredicateTable {
  const words = createWords(expected * predicateWords + 64);
  const texts = createBytes(expected * 24 + 1024);
  const kept = new Map<number, Predicate>();
  const fieldNames = new Map<number, string>();
  const key = createTextBuffer();
  /** Number + 1 of a predicate, 0 where there is none. */
  let slots = new Uint32Array(2 ** Math.ceil(Math.log2(expected * 2 + 64)));
  const hashes = createWords(expected + 64);
  let hasKeywords = false;

  let lastField: string | undefined;
  let lastNumber = 0;
  const numberOfField = (name: string | undefined): number => {
    if (name === undefined) {
      hasKeywords = true;
      return 0;
    }
    // Predicates of a list are of one field.
    if (name === lastField) return lastNumber;
    lastField = name;
    lastNumber = fieldNumber(name);
    fieldNames.set(lastNumber, name);
    return lastNumber;
  };
  const enter = (hash: number, number: number): void => {
    const mask = slots.length - 1;
    let slot = hash & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = number + 1;
  };
  const grow = (): void => {
    slots = new Uint32Array(slots.length * 2);
    for (const [number, hash] of hashes.view().entries()) enter(hash, number);
  };
  const isPlain = (number: number, head: number, length: number): boolean => {
    const first = number * predicateWords;
    if (words.at(first) !== head || words.at(first + 2) !== length) return false;
    const offset = words.at(first + 1);
    const bytes = texts.view();
    for (let at = 0; at < length; at += 1) if (bytes[offset + at] !== key.bytes[at]) return false;
    return true;
  };
  const find = (predicate: Predicate, head: number, length: number, hash: number): number | undefined => {
    const mask = slots.length - 1;
    for (let slot = hash & mask; slots[slot] !== 0; slot = (slot + 1) & mask) {
      const number = (slots[slot] ?? 0) - 1;
      if (hashes.at(number) !== hash) continue;
      const known = kept.get(number);
      if (known === undefined ? isPlain(number, head, length) : isSame(known, predicate)) return number;
    }
    return undefined;
  };
  const add = (predicate: Predicate, head: number, length: number, number: number): void => {
    const { test } = predicate;
    if (kindOf(test) < kinds.foreign) pushWords(head, texts.add(key.bytes, length), length);
    else {
      kept.set(number, predicate);
      if (test.kind === 'field' && !test.isCased)
        pushWords(head, numberOfField(test.other), kinds[test.match]);
      else pushForeign(predicate, head);
    }
  };
  const pushWords = (head: number, text: number, length: number): void => {
    words.push(head);
    words.push(text);
    words.push(length);
    words.push(0);
  };
  /** Of predicates that the host evaluates: a text that some value must contain. */
  const pushForeign = (predicate: Predicate, head: number): void => {
    const [text, ...others] = mandatoryTexts(predicate);
    const offset = texts.addText(others.length > 0 ? '' : (text ?? ''));
    pushWords(head, offset, texts.length() - offset);
  };

  return {
    numberOf: (predicate) => {
      const { field, test } = predicate;
      if (test.kind === 'field') numberOfField(test.other);
      const head = kindOf(test) | (numberOfField(field) << 8);
      const length = key.write(questionOf(test));
      const hash = (hashBytes(key.bytes, length) ^ Math.imul(head, 0x9e3779b1)) >>> 0;
      const found = find(predicate, head, length, hash);
      if (found !== undefined) return found;
      const number = hashes.length();
      if (number * 2 >= slots.length) grow();
      add(predicate, head, length, number);
      hashes.push(hash);
      enter(hash, number);
      return number;
    },
    size: hashes.length,
    hasKeywords: () => hasKeywords,
    words: words.view,
    texts: texts.view,
    kept,
    fieldNames,
  };
}

function kindOf(test: Test): number {
  switch (test.kind) {
    case 'equals':
    case 'prefix':
    case 'suffix':
    case 'contains':
      return test.isCased ? kinds.foreign : kinds[test.kind];
    case 'exists':
    case 'null':
    case 'value':
      return kinds[test.kind];
    case 'field':
      return test.isCased ? kinds.foreign : kinds.agrees;
    default:
      return kinds.foreign;
  }
}

/** Of predicates with the same hash: it tells apart those that differ only in `isCased`. */
function isSame(left: Predicate, right: Predicate): boolean {
  return (
    left.field === right.field &&
    left.test.kind === right.test.kind &&
    questionOf(left.test) === questionOf(right.test)
  );
}

/** What is asked of a value: of plain tests the text alone, which the kernel reads. Nothing but the first part is free text. */
function questionOf(test: Test): string {
  return 'text' in test ? test.text : Object.values(test).join('\n');
}
