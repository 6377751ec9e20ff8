// Predicates on the event in hand; each is computed at most once.

import { contains, isEqual } from './bytes';
import { event, hasNull, headOf, isPresent } from './fields';
import { testPredicate } from './imports';
import { plainAt, plainLength, readPlain } from './plain-text';
import { FOREIGN, links, STRING, VALUE_BYTES, valueCount, values } from './scratch';

/** Kinds; as in `engine/segment-layout.ts`. */
const EQUALS: u32 = 0;
const PREFIX: u32 = 1;
const SUFFIX: u32 = 2;
const CONTAINS: u32 = 3;
const EXISTS: u32 = 4;
const IS_NULL: u32 = 5;
const HAS_VALUE: u32 = 6;
/** Evaluated by the host, where a value holds the text. */
const FOREIGN_TEST: u32 = 7;
/** Two fields agree: the other field stands for the text, how they agree for its length. */
const AGREES: u32 = 8;
const KEYWORDS: u32 = 0;

let segment: u32 = 0;
/** For each predicate 16 bytes: kind | field << 8, text, its length, event × 2 + answer. */
let table: usize = 0;
/** A keyword was found, which a key that stands twice in an object might have hidden. */
export let foundKeyword: bool = false;

export function usePredicates(number: u32, tableAt: usize): void {
  segment = number;
  table = tableAt;
}

export function forgetKeywords(): void {
  foundKeyword = false;
}

export function holds(predicate: u32): bool {
  const at = table + (predicate << 4);
  const memory = load<u32>(at, 12);
  if (memory >>> 1 == event) return (memory & 1) != 0;
  const answer = compute(predicate, at);
  store<u32>(at, (event << 1) | (answer ? 1 : 0), 12);
  return answer;
}

export function isEvaluatedHere(predicate: u32): bool {
  return (load<u32>(table + (predicate << 4)) & 255) < FOREIGN_TEST;
}

function compute(predicate: u32, at: usize): bool {
  const meta = load<u32>(at);
  const kind = meta & 255;
  const field = meta >>> 8;
  const text: usize = load<u32>(at, 4);
  const length = load<u32>(at, 8);
  if (field == KEYWORDS) {
    if (!anyString(text, length)) return false;
    if (kind >= FOREIGN_TEST && testPredicate(segment, predicate) == 0) return false;
    foundKeyword = true;
    return true;
  }
  const present = isPresent(field);
  if (kind == IS_NULL) return !present || hasNull(field);
  if (!present) return false;
  if (kind == EXISTS) return true;
  if (kind == HAS_VALUE) return headOf(field) != 0;
  if (kind == AGREES) {
    if (!isPresent(<u32>text)) return false;
    const head = headOf(field);
    const otherHead = headOf(<u32>text);
    if (isShort(head) && isShort(otherHead)) return anyPair(length, head, otherHead);
    return testPredicate(segment, predicate) != 0;
  }
  if (!anyValue(kind, headOf(field), text, length)) return false;
  return kind != FOREIGN_TEST || testPredicate(segment, predicate) != 0;
}

function anyString(text: usize, length: u32): bool {
  for (let value: u32 = 0; value < valueCount; value += 1) {
    if ((load<u32>(values + value * VALUE_BYTES, 8) & 255) != STRING) continue;
    readPlain(value);
    if (contains(plainAt, plainLength, text, length)) return true;
  }
  return false;
}

/** Values of a field, and bytes of each, up to which two fields are compared here, by trying every pair. */
const MAX_PAIR_VALUES: u32 = 8;
const MAX_PAIR_BYTES: u32 = 1024;

function isShort(head: u32): bool {
  let count: u32 = 0;
  for (let link = head; link != 0; link = load<u32>(links + link * 8, 4)) {
    count += 1;
    const value = load<u32>(links + link * 8);
    const flags = load<u32>(values + value * VALUE_BYTES, 8) >>> 8;
    // Beyond ASCII one text may begin with half of the other's pair of surrogates.
    if (count > MAX_PAIR_VALUES || (flags & FOREIGN) != 0) return false;
    readPlain(value);
    if (plainLength > MAX_PAIR_BYTES) return false;
  }
  return true;
}

function anyPair(kind: u32, head: u32, otherHead: u32): bool {
  for (let link = otherHead; link != 0; link = load<u32>(links + link * 8, 4)) {
    readPlain(load<u32>(links + link * 8));
    const text = plainAt;
    if (anyValue(kind, head, text, plainLength)) return true;
  }
  return false;
}

function anyValue(kind: u32, head: u32, text: usize, length: u32): bool {
  for (let link = head; link != 0; link = load<u32>(links + link * 8, 4)) {
    readPlain(load<u32>(links + link * 8));
    if (plainLength < length) continue;
    switch (kind) {
      case EQUALS:
        if (plainLength == length && isEqual(plainAt, text, length)) return true;
        break;
      case PREFIX:
        if (isEqual(plainAt, text, length)) return true;
        break;
      case SUFFIX:
        if (isEqual(plainAt + plainLength - length, text, length)) return true;
        break;
      default:
        if (contains(plainAt, plainLength, text, length)) return true;
    }
  }
  return false;
}
