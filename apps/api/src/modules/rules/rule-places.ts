import type { Page } from '../../database/list-rows.ts';
import { placeKey, type CountableGroups } from './count-facets.ts';

const WORD_BYTES = 4;
/** Of an id. */
const ID_WORDS = 4;
const ID_BYTES = ID_WORDS * WORD_BYTES;
/** An id, and the key of its group. */
const RULE_BYTES = ID_BYTES + 8;
const NONE = -1;

/** All rules in the order of their titles; a rule's number in it is its place. About 36 bytes a rule. */
export interface RulePlaces {
  /** Four words each: the bytes of an id. */
  readonly ids: Uint32Array;
  /** Of each, where its group stands. */
  readonly groups: Int32Array;
  /** Open addressing: the place of an id stands at its first word, which is random, or in the next free slot. */
  readonly slots: Int32Array;
}

/** The slot of the id that begins at a byte: that of its place, or the free one where it would be. */
function slotOf({ ids, slots }: Pick<RulePlaces, 'ids' | 'slots'>, bytes: Buffer, start: number): number {
  const first = bytes.readUInt32BE(start);
  const mask = slots.length - 1;
  for (let slot = first & mask; ; slot = (slot + 1) & mask) {
    const place = slots[slot] ?? NONE;
    if (place === NONE) return slot;
    const at = place * ID_WORDS;
    if (ids[at] === first && hasRest(ids, at, bytes, start)) return slot;
  }
}

function hasRest(ids: Uint32Array, at: number, bytes: Buffer, start: number): boolean {
  for (let word = 1; word < ID_WORDS; word += 1)
    if (ids[at + word] !== bytes.readUInt32BE(start + word * WORD_BYTES)) return false;
  return true;
}

/** The place of the id that begins at a byte; -1 where it has none. */
function placeOf(places: RulePlaces, bytes: Buffer, start: number): number {
  return places.slots[slotOf(places, bytes, start)] ?? NONE;
}

/**
 * `rules`: an id and the key of its group of each, in the order of titles; `matched`: ids of those that ever matched.
 * Undefined where one is of a group that is none of these.
 */
export function rulePlaces(rules: Buffer, matched: Buffer, all: CountableGroups): RulePlaces | undefined {
  const count = rules.length / RULE_BYTES;
  const ids = new Uint32Array(count * ID_WORDS);
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * count + 1))).fill(NONE);
  for (let place = 0; place < count; place += 1) {
    const start = place * RULE_BYTES;
    slots[slotOf({ ids, slots }, rules, start)] = place;
    for (let word = 0; word < ID_WORDS; word += 1)
      ids[place * ID_WORDS + word] = rules.readUInt32BE(start + word * WORD_BYTES);
  }
  const groups = new Int32Array(count);
  const places = { ids, groups, slots };
  const hasMatched = new Uint8Array(count);
  for (let start = 0; start < matched.length; start += ID_BYTES) {
    const place = placeOf(places, matched, start);
    if (place !== NONE) hasMatched[place] = 1;
  }
  for (let place = 0; place < count; place += 1) {
    const key = rules.readBigInt64BE(place * RULE_BYTES + ID_BYTES).toString();
    const group = all.places.get(placeKey({ key, neverMatched: hasMatched[place] === 0 }));
    if (group === undefined) return undefined;
    groups[place] = group;
  }
  return places;
}

/** Rules that were found. */
export interface FoundRules {
  readonly places: RulePlaces;
  /** Of each place, whether: 1 or 0. */
  readonly isFound: Uint8Array;
  /** All groups, with the counts of these rules. */
  readonly groups: CountableGroups;
}

/** `ids`: 16 bytes each. Undefined where one has no place. */
export function foundRules(places: RulePlaces, ids: Buffer, all: CountableGroups): FoundRules | undefined {
  const isFound = new Uint8Array(places.groups.length);
  const counts = all.counts.map(() => 0);
  for (let start = 0; start < ids.length; start += ID_BYTES) {
    const place = placeOf(places, ids, start);
    if (place === NONE) return undefined;
    isFound[place] = 1;
    const group = places.groups[place] ?? NONE;
    counts[group] = (counts[group] ?? 0) + 1;
  }
  return { places, isFound, groups: { ...all, counts } };
}

/**
 * Ids of a page of what was found: those of the first kind of groups by title, then those of the next. A kind tells of each
 * group whether it is one.
 */
export function pageOfFound(
  { places, isFound }: FoundRules,
  kinds: readonly (readonly boolean[])[],
  { limit, offset }: Page,
): string[] {
  const page: string[] = [];
  let left = offset;
  for (const kind of kinds)
    for (const [place, group] of places.groups.entries()) {
      if (isFound[place] !== 1 || kind[group] !== true) continue;
      if (left > 0) left -= 1;
      else if (page.push(idAt(places, place)) === limit) return page;
    }
  return page;
}

function idAt({ ids }: RulePlaces, place: number): string {
  const words = ids.subarray(place * ID_WORDS, (place + 1) * ID_WORDS);
  const digits = Array.from(words, (word) => word.toString(16).padStart(2 * WORD_BYTES, '0')).join('');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
