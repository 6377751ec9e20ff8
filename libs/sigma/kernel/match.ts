// Finds the rules that match the event in hand: scans its text for the rules' rarest literals, then evaluates the rules
// that are called for.

import { hashBytes, isEqual } from './bytes';
import { event, headOf, touchedCount, touchedField } from './fields';
import { isLonger, plainAt, plainLength, readCanonical, readPlain, scanEnd, scanStart } from './plain-text';
import { holds, isEvaluatedHere, usePredicates } from './predicates';
import {
  anyMeta,
  folded,
  FOREIGN,
  links,
  REWRITTEN,
  STRING,
  VALUE_BYTES,
  valueCount,
  values,
} from './scratch';

/** Words of a segment; as in `engine/segment-layout.ts`. */
const PREDICATES: usize = 0;
const PROGRAMS: usize = 4; // Address of each rule's program, 0 where the rule was removed.
const PROGRAM_BASE: usize = 8;
const TRIED: usize = 12; // Of each rule 8 bytes: event in which it was tried last, how often it was tried.
const INDEXES: usize = 16; // Address of the index of each kind of events, 0 where it is not built.
const ALL: usize = 20; // Index of all rules.

/** Words of an index; as in `engine/index-layout.ts`. */
const EQUALS: u32 = 1;
const LONG: u32 = 2;
const SHORT: u32 = 4;
const PRESENCE: u32 = 8;
const STEPS: u32 = 16;
/** Tables of grams, four words each: filter, shift, table, mask. */
const LONG_GRAMS: usize = 0;
const SHORT_GRAMS: usize = 16;
const LONG_KEYWORDS: usize = 32;
const SHORT_KEYWORDS: usize = 48;
const FIELD_FLAGS: usize = 64;
const FIELD_COUNT: usize = 68;
const EQUALS_TABLE: usize = 72;
const EQUALS_MASK: usize = 76;
const PRESENCE_LISTS: usize = 80;
const ALWAYS: usize = 84;
const WITNESS_SEEN: usize = 88;
const WITNESSES: usize = 92; // 8 bytes each: predicate, address of its rules.
const STEP_LISTS: usize = 100;
const EQUALS_LENGTHS: usize = 104; // 16 bytes for each field: bit of each length, the longest.

let segments: usize = 0;
let segmentCount: u32 = 0;
/** Matches of 8 bytes: segment, rule. */
let results: usize = 0;
export let resultCount: u32 = 0;

let index: usize = 0;
let programBase: usize = 0;
let programs: usize = 0;
let tried: usize = 0;
let witnesses: usize = 0;
let witnessSeen: usize = 0;
let segmentNumber: u32 = 0;

export function useSegments(segmentsAt: usize, count: u32, resultsAt: usize): void {
  segments = segmentsAt;
  segmentCount = count;
  results = resultsAt;
}

/** Tries every segment. `end` is the end of the folded text. */
export function matchSegments(kind: i32, end: usize): void {
  resultCount = 0;
  for (segmentNumber = 0; segmentNumber < segmentCount; segmentNumber += 1) {
    const segment: usize = load<u32>(segments + segmentNumber * 4);
    usePredicates(segmentNumber, load<u32>(segment, PREDICATES));
    programs = load<u32>(segment, PROGRAMS);
    programBase = load<u32>(segment, PROGRAM_BASE);
    tried = load<u32>(segment, TRIED);
    index = kind < 0 ? load<u32>(segment, ALL) : load<u32>(load<u32>(segment, INDEXES) + kind * 4);
    // The host leaves out the rules of other kinds.
    if (index == 0) index = load<u32>(segment, ALL);
    matchIndex(end);
  }
}

function matchIndex(end: usize): void {
  witnesses = load<u32>(index, WITNESSES);
  witnessSeen = load<u32>(index, WITNESS_SEEN);
  tryRules(load<u32>(index, ALWAYS));
  const isLong = load<u32>(index, LONG_KEYWORDS) != 0;
  const isShort = load<u32>(index, SHORT_KEYWORDS) != 0;
  if (isLong) scanLong(index + LONG_KEYWORDS, folded, end);
  if (isShort) scanShort(index + SHORT_KEYWORDS, folded, end);
  if (isLong || isShort) scanRewritten(isLong, isShort);
  searchFields();
}

/** Searches the values of the fields that the index knows. */
function searchFields(): void {
  const fieldFlags: usize = load<u32>(index, FIELD_FLAGS);
  const fieldCount = load<u32>(index, FIELD_COUNT);
  for (let i: u32 = 0; i < touchedCount; i += 1) {
    const field = touchedField(i);
    if (field >= fieldCount) continue;
    const flags: u32 = load<u8>(fieldFlags + field);
    if (flags == 0) continue;
    if ((flags & PRESENCE) != 0) callWitnesses(load<u32>(load<u32>(index, PRESENCE_LISTS) + field * 4));
    if ((flags & (EQUALS | LONG | SHORT | STEPS)) == 0) continue;
    for (let link = headOf(field); link != 0; link = load<u32>(links + link * 8, 4)) {
      const value = load<u32>(links + link * 8);
      if ((flags & EQUALS) != 0) searchEqual(field, value);
      if ((flags & STEPS) != 0) searchSteps(load<u32>(load<u32>(index, STEP_LISTS) + field * 4), value);
      if ((flags & (LONG | SHORT)) == 0) continue;
      readCanonical(value);
      const start = scanStart;
      const end = scanEnd;
      if ((flags & LONG) != 0) scanLong(index + LONG_GRAMS, start, end);
      if ((flags & SHORT) != 0) scanShort(index + SHORT_GRAMS, start, end);
    }
  }
}

function searchEqual(field: u32, value: u32): void {
  const lengths: usize = load<u32>(index, EQUALS_LENGTHS) + (field << 4);
  if (isLonger(value, load<u32>(lengths, 8))) return;
  readPlain(value);
  if (((load<u64>(lengths) >>> min(plainLength, 63)) & 1) == 0) return;
  const hash = hashBytes(plainAt, plainLength) ^ (field * 0x9e3779b1);
  const mask = load<u32>(index, EQUALS_MASK);
  const table: usize = load<u32>(index, EQUALS_TABLE);
  for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
    const entry = table + (slot << 3);
    const list = load<u32>(entry, 4);
    if (list == 0) return;
    if (load<u32>(entry) == hash) callWitnesses(list);
  }
}

/** Blocks of 64 steps: those that begin a run, those that end one, the steps of each ASCII character, their witnesses. */
const BLOCK_MASKS: usize = 16;
const BLOCK_WITNESSES: usize = 16 + 128 * 8;

/** Follows runs of characters, 64 steps at a time. Beyond ASCII, where they tell nothing, every run is taken as found. */
function searchSteps(list: usize, value: u32): void {
  readPlain(value);
  const start = plainAt;
  const end = start + plainLength;
  const count = load<u32>(list);
  for (let i: u32 = 1; i <= count; i += 1) {
    const block: usize = load<u32>(list + (i << 2));
    const first = load<u64>(block);
    const last = load<u64>(block, 8);
    let state: u64 = 0;
    let found: u64 = 0;
    for (let at = start; at < end; at += 1) {
      const byte: u32 = load<u8>(at);
      if (byte > 127) {
        found = last;
        break;
      }
      state = ((state << 1) | first) & load<u64>(block + (byte << 3), BLOCK_MASKS);
      found |= state;
    }
    found &= last;
    while (found != 0) {
      call(load<u32>(block + ((<u32>ctz(found)) << 2), BLOCK_WITNESSES));
      found &= found - 1;
    }
  }
}

function callWitnesses(list: usize): void {
  const count = load<u32>(list);
  for (let i: u32 = 1; i <= count; i += 1) call(load<u32>(list + (i << 2)));
}

/** A witness was seen: if its predicate holds, its rules are tried. */
function call(witness: u32): void {
  const seen = witnessSeen + (witness << 2);
  if (load<u32>(seen) == event) return;
  store<u32>(seen, event);
  const at = witnesses + (witness << 3);
  if (holds(load<u32>(at))) tryRules(load<u32>(at, 4));
}

function tryRules(list: usize): void {
  const count = load<u32>(list);
  for (let i: u32 = 1; i <= count; i += 1) {
    const rule = load<u32>(list + (i << 2));
    const mark = tried + (rule << 3);
    if (load<u32>(mark) == event) continue;
    store<u32>(mark, event);
    store<u32>(mark, load<u32>(mark, 4) + 1, 4);
    const program: usize = load<u32>(programs + (rule << 2));
    if (program == 0 || !evaluate(program)) continue;
    store<u32>(results + resultCount * 8, segmentNumber);
    store<u32>(results + resultCount * 8, rule, 4);
    resultCount += 1;
  }
}

const AND: u32 = 0;
const OR: u32 = 1;

/** A node: operator | items << 8 (for "at least": then the count), items of predicate or node | negated << 30 | node << 31. */
function evaluate(node: usize): bool {
  const head = load<u32>(node);
  const count = head >>> 8;
  let at = node + 4;
  const kind = head & 255;
  if (kind <= OR) {
    const decisive = kind == OR;
    for (let i: u32 = 0; i < count; i += 1) {
      if (isTrue(load<u32>(at + (i << 2))) != decisive) continue;
      if (decisive && i > 7) bringForward(at, i);
      return decisive;
    }
    return !decisive;
  }
  let missing = load<u32>(at);
  at += 4;
  for (let i: u32 = 0; i < count; i += 1) {
    if (isTrue(load<u32>(at + (i << 2))) && --missing == 0) return true;
  }
  return missing == 0;
}

/** What decided this time comes sooner next time, unless the host evaluates it. */
function bringForward(items: usize, from: u32): void {
  const item = load<u32>(items + (from << 2));
  if (item >>> 30 != 0 || !isEvaluatedHere(item)) return;
  const to = items + ((from >>> 1) << 2);
  store<u32>(items + (from << 2), load<u32>(to));
  store<u32>(to, item);
}

function isTrue(item: u32): bool {
  const target = item & 0x3fffffff;
  const value = item >>> 31 != 0 ? evaluate(programBase + target) : holds(target);
  return value != ((item & 0x40000000) != 0);
}

/** Looks at one of so many places, at least four: as many grams of each long literal are known. Two places at a time. */
function scanLong(grams: usize, start: usize, end: usize): void {
  const filter: usize = load<u32>(grams);
  const shift: u32 = load<u8>(grams, 4);
  const stride = load<u32>(grams, 4) >>> 8;
  // Behind the end of a text there is always room for a place more.
  for (let at = start; at < end; at += stride * 2) {
    const first = load<u32>(at);
    const second = load<u32>(at + stride);
    const isFirst = mayBe(filter, (first * 0x9e3779b1) >>> shift);
    const isSecond = mayBe(filter, (second * 0x9e3779b1) >>> shift);
    if (((isFirst | isSecond) & 1) == 0) continue;
    if ((isFirst & 1) != 0) followGram(grams, first, at);
    if ((isSecond & 1) != 0 && at + stride < end) followGram(grams, second, at + stride);
  }
}

/** Whether a gram of that hash may be one that is looked for, as the lowest bit. */
function mayBe(filter: usize, hash: u32): u32 {
  return load<u32>(filter + ((hash >>> 5) << 2)) >>> (hash & 31);
}

/** Looks at every place for three characters of each short literal. */
function scanShort(grams: usize, start: usize, end: usize): void {
  const filter: usize = load<u32>(grams);
  const shift: u32 = load<u8>(grams, 4);
  for (let at = start; at < end; at += 1) {
    const gram = load<u32>(at) & 0xffffff;
    const hash = (gram * 0x9e3779b1) >>> shift;
    if ((mayBe(filter, hash) & 1) != 0) followGram(grams, gram, at);
  }
}

/** Slots of 8 bytes: gram, list. A list: count, then for each witness: number, literal, its length, place of the gram. */
function followGram(grams: usize, gram: u32, at: usize): void {
  const table: usize = load<u32>(grams, 8);
  const mask = load<u32>(grams, 12);
  let slot = ((gram * 0x85ebca6b) ^ (gram >>> 15)) & mask;
  while (true) {
    const entry = table + (slot << 3);
    const list: usize = load<u32>(entry, 4);
    if (list == 0) return;
    if (load<u32>(entry) == gram) {
      const count = load<u32>(list);
      for (let i: u32 = 0, post = list + 4; i < count; i += 1, post += 16) {
        const witness = load<u32>(post);
        if (load<u32>(witnessSeen + (witness << 2)) == event) continue;
        if (isEqual(at - load<u32>(post, 12), load<u32>(post, 4), load<u32>(post, 8))) call(witness);
      }
      return;
    }
    slot = (slot + 1) & mask;
  }
}

/** Scans the strings whose canonical text is not in the folded text. */
function scanRewritten(isLong: bool, isShort: bool): void {
  if (((anyMeta >>> 8) & (FOREIGN | REWRITTEN)) == 0) return;
  for (let value: u32 = 0; value < valueCount; value += 1) {
    const meta = load<u32>(values + value * VALUE_BYTES, 8);
    if ((meta & 255) != STRING || ((meta >>> 8) & (FOREIGN | REWRITTEN)) == 0) continue;
    readCanonical(value);
    const start = scanStart;
    const end = scanEnd;
    if (isLong) scanLong(index + LONG_KEYWORDS, start, end);
    if (isShort) scanShort(index + SHORT_KEYWORDS, start, end);
  }
}
