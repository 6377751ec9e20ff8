// The byte engine: from the bytes of an event to the rules that match it. `engine/kernel.ts` fills its tables.

import { foldAscii, hashBytes, isEqual } from './bytes';
import { assign, assignFields, beginFields, event } from './fields';
import { buildKey, findRoute, key, keyLength } from './identity';
import { learn } from './learn';
import { matchSegments, resultCount } from './match';
import { forgetKeywords, foundKeyword } from './predicates';
import { assignMapped, partCount, parts, UNKNOWN_MAPPING } from './mapping';
import { marks, readObject } from './read-json';
import {
  addValue,
  clear,
  foldDistance,
  folded,
  FOREIGN,
  FORMED,
  input,
  keyCount,
  keys,
  NULL,
  valueCount,
} from './scratch';

export { useFields } from './fields';
export { keepRoute, slotFlags, useRoutes } from './identity';
export { useForms } from './mapping';
export { useCounters } from './learn';
export { useSegments } from './match';
export { useScratch } from './scratch';
export { useTrie } from './trie';

/** The event must be read by the host: it is not valid, or unusual. */
const UNUSUAL: i32 = -1;
/** The kind of the event is not known: the host finds it out and calls `resume`. */
const UNROUTED: i32 = -2;
/** Values of several fields, or of another form, are to be made by the host, which calls `finish`. */
const UNFORMED: i32 = -3;
/** Stands for the context where log sources don't count. */
const UNROUTED_CONTEXT: u32 = 0xffffff;

const FLAT: u32 = 1;
const EVTX: u32 = 2;
const WINLOG: u32 = 4;

let events: u32 = 0;
let shape: u32 = 0;
/** Whether the log source of the event in hand counts. */
let isRouted = false;
let kindInHand: i32 = 0;
let end: usize = 0;

/** Number of the next event, and whether the numbers have begun anew: what remembers them must then be cleared. */
export function nextEvent(): u32 {
  events += 1;
  return events;
}

/** First address that the host may use. */
export function firstFree(): usize {
  return __heap_base;
}

export function restartEvents(): void {
  events = 0;
}

/** Marks: 1 Event, 2 Event.System, 4 winlog (objects); 8 EventData, 16 Channel, 32 and 64 both data objects; schemas << 8. */
function shapeOf(found: u32): u32 {
  if ((found & 3) == 3) return EVTX;
  if ((found & 4) != 0) return WINLOG;
  return (found & 24) == 24 ? 0 : FLAT;
}

/**
 * Matches the record of `length` bytes in the input. `kind` is the kind of events if the host knows it, -1 for all rules,
 * -2 if the event tells. Answers the number of matches, UNUSUAL, UNROUTED or UNFORMED.
 */
export function run(length: u32, context: u32, kind: i32): i32 {
  beginFields(nextEvent());
  // What an earlier record left behind the end must not be read as part of this one.
  for (let i: usize = 0; i < 64; i += 16) v128.store(input + length + i, i8x16.splat(0));
  foldAscii(input, folded, length + 16);
  if (!readObject(length)) return UNUSUAL;
  shape = shapeOf(marks);
  // Data in two objects at once: which of them hides the other depends on their order.
  if (shape == 0 || (marks & 96) == 96) return UNUSUAL;
  end = folded + length;
  isRouted = kind == -2;
  const schemas = marks >>> 8;
  if (!isRouted && schemas == 0) return resume(kind, 0);
  if (!buildKey(isRouted ? context : UNROUTED_CONTEXT, shape, schemas)) return UNUSUAL;
  const route = findRoute();
  return route < 0 ? UNROUTED : resume((route & 0xffff) - 1, route >>> 16);
}

/** Goes on with the event of `run`, whose kind and mapping are known now. */
export function resume(kind: i32, mapping: u32): i32 {
  kindInHand = kind;
  if (mapping == UNKNOWN_MAPPING || !assignFields(shape, isRouted)) return UNUSUAL;
  if (mapping != 0) {
    if (!assignMapped(mapping)) return UNUSUAL;
    if (partCount != 0) return UNFORMED;
  }
  return finish();
}

/** Goes on with an event all of whose fields have their values. */
export function finish(): i32 {
  const count = match(kindInHand);
  return foundKeyword && hasKeyTwice() ? UNUSUAL : count;
}

/** Parts of which the host makes values for an event that is UNFORMED. */
export function partsAddress(): usize {
  return parts;
}

export function countParts(): u32 {
  return partCount;
}

/** Gives a field a value that the host made, unless it has a value of a better place; false where there is no room. */
export function putFormed(field: u32, rank: u32): u32 {
  const value = addValue(0, 0, FORMED | (FOREIGN << 8));
  return value != NULL && assign(field, rank, value) ? value : NULL;
}

function match(kind: i32): i32 {
  forgetKeywords();
  matchSegments(kind, end);
  learn(end);
  return resultCount;
}

/** Number of values of the event in hand. */
export function countValues(): u32 {
  return valueCount;
}

/** Number of the event in hand. */
export function eventNumber(): u32 {
  return event;
}

/** The kind of the event matched last. */
export function kindOfEvent(): i32 {
  return kindInHand;
}

export function keyAddress(): usize {
  return key;
}

export function keyBytes(): u32 {
  return keyLength;
}

// The other door: the host has read the event, and puts its values in.

export function begin(): void {
  clear();
  beginFields(nextEvent());
}

/** Adds a value, whose canonical text lies in the folded text from `start`; its number. */
export function putValue(start: usize, length: u32, meta: u32): u32 {
  return addValue(start - foldDistance, start - foldDistance + length, meta);
}

export function putField(field: u32, value: u32): bool {
  return assign(field, 0, value);
}

/** Matches the values put in; `length` is that of the folded text. */
export function matchValues(length: u32, kind: i32): i32 {
  end = folded + length;
  kindInHand = kind;
  return match(kind);
}

const SEEN_SLOTS: u32 = 8192;
/** Slots of 8 bytes: event, key. */
const seen: usize = memory.data(8192 * 8);

/** Whether an object has a key twice, of which JSON keeps only the last. True also if there are too many to tell. */
function hasKeyTwice(): bool {
  if (keyCount > SEEN_SLOTS / 2) return true;
  for (let i: u32 = 0; i < keyCount; i += 1) {
    const at = keys + i * 12;
    const name: usize = load<u32>(at);
    const length = load<u32>(at, 4);
    const instance = load<u32>(at, 8);
    let slot = (hashBytes(name, length) ^ (instance * 0x9e3779b1)) & (SEEN_SLOTS - 1);
    while (load<u32>(seen + slot * 8) == event) {
      const other = keys + load<u32>(seen + slot * 8, 4) * 12;
      if (load<u32>(other, 8) == instance && load<u32>(other, 4) == length) {
        if (isEqual(load<u32>(other), name, length)) return true;
      }
      slot = (slot + 1) & (SEEN_SLOTS - 1);
    }
    store<u32>(seen + slot * 8, event);
    store<u32>(seen + slot * 8, i, 4);
  }
  return false;
}
