// Memory of the event in hand. Sizes grow with the event: `engine/scratch.ts` lays it out and calls `useScratch`.

export const VALUE_BYTES: u32 = 32;
/** Kinds of values. */
export const STRING: u32 = 1;
export const NUMBER: u32 = 2;
export const TRUE: u32 = 3;
export const FALSE: u32 = 4;
/** A text that the host made. */
export const FORMED: u32 = 5;
/** An array, where it tells a log source. */
export const LIST: u32 = 6;
/** The string has escapes, so its plain text is not the bytes between its quotes. */
export const ESCAPED: u32 = 1;
/** Its plain text is made outside: \u escapes and letters beyond ASCII, which may have two cases. */
export const FOREIGN: u32 = 2;
/** It has \/ or \u escapes of ASCII, so it is not written as literals are. */
export const REWRITTEN: u32 = 8;
/** A number that prints otherwise than it is written. */
export const ODD: u32 = 4;
/** In place of a value's number, greater than all of them: null, an object, an array. */
export const NULL: u32 = 0xffffffff;
export const PRESENT: u32 = 0xfffffffe;
export const LISTED: u32 = 0xfffffffd;

/** The record as it came, its copy in lower case (ASCII only), and the distance between the two. */
export let input: usize = 0;
export let folded: usize = 0;
export let foldDistance: u32 = 0;
/**
 * Values of 32 bytes: start, end, kind | flags << 8, address and length of the plain folded text (0: not yet made), the
 * same of the canonical text.
 */
export let values: usize = 0;
export let valueCount: u32 = 0;
/** Kinds and flags of all values together. */
export let anyMeta: u32 = 0;
/** Entries of 8 bytes: node of the trie, number of the value. */
export let tape: usize = 0;
export let tapeCount: u32 = 0;
/** Keys of 12 bytes: start, length, number of the object that holds it. */
export let keys: usize = 0;
export let keyCount: u32 = 0;
/** Lists of a field's values, of 8 bytes: value, next; 0 ends a list. */
export let links: usize = 0;
export let linkCount: u32 = 0;
let arena: usize = 0;
export let arenaTop: usize = 0;
let limit: u32 = 0;

export function useScratch(
  inputAt: usize,
  foldedAt: usize,
  valuesAt: usize,
  tapeAt: usize,
  keysAt: usize,
  linksAt: usize,
  arenaAt: usize,
  maxItems: u32,
): void {
  input = inputAt;
  folded = foldedAt;
  foldDistance = <u32>(foldedAt - inputAt);
  values = valuesAt;
  tape = tapeAt;
  keys = keysAt;
  links = linksAt;
  arena = arenaAt;
  limit = maxItems;
}

export function clear(): void {
  valueCount = 0;
  anyMeta = 0;
  tapeCount = 0;
  keyCount = 0;
  linkCount = 0;
  arenaTop = arena;
}

/** Room for plain texts of the event. */
export function allocate(length: u32): usize {
  const at = arenaTop;
  arenaTop += length;
  return at;
}

/** Adds a value; its number, or NULL where there is no room. */
export function addValue(start: usize, end: usize, meta: u32): u32 {
  if (valueCount >= limit) return NULL;
  const at = values + valueCount * VALUE_BYTES;
  store<u32>(at, <u32>start);
  store<u32>(at, <u32>end, 4);
  store<u32>(at, meta, 8);
  anyMeta |= meta;
  store<u32>(at, 0, 12);
  store<u32>(at, 0, 20);
  valueCount += 1;
  return valueCount - 1;
}

export function addKey(start: usize, length: u32, instance: u32): bool {
  if (keyCount >= limit) return false;
  const at = keys + keyCount * 12;
  store<u32>(at, <u32>start);
  store<u32>(at, length, 4);
  store<u32>(at, instance, 8);
  keyCount += 1;
  return true;
}

export function addToTape(node: u32, value: u32): bool {
  if (tapeCount >= limit) return false;
  store<u32>(tape + tapeCount * 8, node);
  store<u32>(tape + tapeCount * 8, value, 4);
  tapeCount += 1;
  return true;
}

/** Adds a value in front of a list; the new head, or 0 where there is no room. */
export function addLink(value: u32, next: u32): u32 {
  if (linkCount + 1 >= limit * 2) return 0;
  linkCount += 1;
  store<u32>(links + linkCount * 8, value);
  store<u32>(links + linkCount * 8, next, 4);
  return linkCount;
}
