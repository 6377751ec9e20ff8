// What tells an event's log source: the values of a few keys, as one run of bytes that leads to its kind of events.

import { hashBytes, isEqual } from './bytes';
import { LISTED, VALUE_BYTES, values } from './scratch';

/** At most 1024 slots; bit set where the event has a value. */
const WORDS: u32 = 16;
const present: usize = memory.data(128);
/** The first claim of each slot, 16 bytes: value, its kind, address of the next claim (0: none), of the last. */
const slotClaims: usize = memory.data(1024 * 16);
/** The others, 12 bytes each: value, its kind, next. */
const MORE_CLAIMS: u32 = 512;
const moreClaims: usize = memory.data(512 * 12);
let moreCount: u32 = 0;
/** Of each slot: 1 where only presence counts, 2 where there may be several values. */
export const slotFlags: usize = memory.data(1024);
const PRESENCE_ONLY: u32 = 1;
const SEVERAL: u32 = 2;
const MAX_KEY: u32 = 8192;
/** Most bytes that claims take beside their texts: four each. */
const CLAIM_BYTES: u32 = 2560;
export const key: usize = memory.data(8192 + 64);
export let keyLength: u32 = 0;
let keyHash: u32 = 0;

/** Slots of 16 bytes: hash, address of the key, its length, route + 1. */
let table: usize = 0;
let mask: u32 = 0;

export function useRoutes(tableAt: usize, tableMask: u32): void {
  table = tableAt;
  mask = tableMask;
}

export function clearIdentity(): void {
  moreCount = 0;
  for (let at: u32 = 0; at < WORDS * 8; at += 16) v128.store(present + at, i64x2.splat(0));
}

/** Notes the value of a slot; false if there are several where there should be one, or too many. */
export function claimIdentity(slot: u32, value: u32, kind: u32): bool {
  const at = present + (slot >>> 3);
  const bit: u32 = 1 << (slot & 7);
  const byte: u32 = load<u8>(at);
  let claim = slotClaims + (slot << 4);
  if ((byte & bit) != 0) {
    if (moreCount == MORE_CLAIMS || (load<u8>(slotFlags + slot) & SEVERAL) == 0) return false;
    const first = claim;
    claim = moreClaims + moreCount * 12;
    moreCount += 1;
    store<u32>(load<u32>(first, 12), <u32>claim, 8);
    store<u32>(first, <u32>claim, 12);
  } else {
    store<u8>(at, byte | bit);
    store<u32>(claim, <u32>claim, 12);
  }
  store<u32>(claim, value);
  store<u32>(claim, kind, 4);
  store<u32>(claim, 0, 8);
  return true;
}

/** Puts the key together, from what tells events apart beside the slots; false if it is too long. */
export function buildKey(context: u32, shape: u32, schemas: u32): bool {
  let at = key;
  store<u32>(at, context | (shape << 24));
  store<u8>(at, schemas, 4);
  at += 5;
  for (let word: u32 = 0; word < WORDS; word += 1) {
    let bits = load<u64>(present + word * 8);
    while (bits != 0) {
      const slot = word * 64 + <u32>ctz(bits);
      bits &= bits - 1;
      const isPresenceOnly = (load<u8>(slotFlags + slot) & PRESENCE_ONLY) != 0;
      let claim: usize = slotClaims + (slot << 4);
      do {
        const value = load<u32>(claim);
        store<u16>(at, <u16>slot);
        store<u8>(at, load<u32>(claim, 4), 2);
        at += 3;
        claim = load<u32>(claim, 8);
        if (value >= LISTED) continue;
        const start: usize = load<u32>(values + value * VALUE_BYTES);
        const length = load<u32>(values + value * VALUE_BYTES, 4) - <u32>start;
        if (isPresenceOnly) {
          store<u8>(at, length == 0 ? 0 : 1);
          at += 1;
          continue;
        }
        if (at - key + length + CLAIM_BYTES > MAX_KEY) return false;
        store<u16>(at, <u16>length);
        memory.copy(at + 2, start, length);
        at += 2 + length;
      } while (claim != 0);
    }
  }
  keyLength = <u32>(at - key);
  keyHash = hashBytes(key, keyLength);
  return true;
}

/** The kind and mapping of events that belong to the key (kind + 1 | mapping << 16), -1 if they are not known yet. */
export function findRoute(): i32 {
  for (let tries: u32 = 0, slot = keyHash & mask; tries < 32; tries += 1, slot = (slot + 1) & mask) {
    const entry = table + (slot << 4);
    const route = load<u32>(entry, 12);
    if (route == 0) return -1;
    if (load<u32>(entry) != keyHash || load<u32>(entry, 8) != keyLength) continue;
    if (isEqual(load<u32>(entry, 4), key, keyLength)) return <i32>route - 1;
  }
  return -1;
}

/** Keeps the key, which the host has copied to `copy`; false if its place in the table is taken. */
export function keepRoute(copy: usize, route: u32): bool {
  for (let tries: u32 = 0, slot = keyHash & mask; tries < 32; tries += 1, slot = (slot + 1) & mask) {
    const entry = table + (slot << 4);
    if (load<u32>(entry, 12) != 0) continue;
    store<u32>(entry, keyHash);
    store<u32>(entry, <u32>copy, 4);
    store<u32>(entry, keyLength, 8);
    store<u32>(entry, route + 1, 12);
    return true;
  }
  return false;
}
