// What tells an event's log source: the values of a few keys, as one run of bytes that leads to its kind of events.

import { hashBytes, isEqual } from './bytes';
import { PRESENT, VALUE_BYTES, values } from './scratch';

/** At most 1024 slots; bit set where the event has a value. */
const WORDS: u32 = 16;
const present: usize = memory.data(128);
const slotValues: usize = memory.data(1024 * 8);
/** Set where only presence counts. */
export const presenceOnly: usize = memory.data(1024);
const MAX_KEY: u32 = 8192;
export const key: usize = memory.data(8192 + 64);
export let keyLength: u32 = 0;
let keyHash: u32 = 0;

/** Slots of 16 bytes: hash, address of the key, its length, kind of events + 1. */
let table: usize = 0;
let mask: u32 = 0;

export function useRoutes(tableAt: usize, tableMask: u32): void {
  table = tableAt;
  mask = tableMask;
}

export function clearIdentity(): void {
  for (let at: u32 = 0; at < WORDS * 8; at += 16) v128.store(present + at, i64x2.splat(0));
}

/** Notes the value of a slot; false if the event has several. */
export function claimIdentity(slot: u32, value: u32, kind: u32): bool {
  const at = present + (slot >>> 3);
  const bit: u32 = 1 << (slot & 7);
  const byte: u32 = load<u8>(at);
  if ((byte & bit) != 0) return false;
  store<u8>(at, byte | bit);
  store<u32>(slotValues + slot * 8, value);
  store<u32>(slotValues + slot * 8, kind, 4);
  return true;
}

/** Puts the key together; false if it is too long. */
export function buildKey(context: u32, shape: u32): bool {
  let at = key;
  store<u32>(at, context | (shape << 24));
  at += 4;
  for (let word: u32 = 0; word < WORDS; word += 1) {
    let bits = load<u64>(present + word * 8);
    while (bits != 0) {
      const slot = word * 64 + <u32>ctz(bits);
      bits &= bits - 1;
      const value = load<u32>(slotValues + slot * 8);
      const kind = load<u32>(slotValues + slot * 8, 4);
      store<u16>(at, <u16>slot);
      store<u8>(at, kind, 2);
      at += 3;
      if (value >= PRESENT) continue;
      const start = load<u32>(values + value * VALUE_BYTES);
      const length = load<u32>(values + value * VALUE_BYTES, 4) - start;
      if (load<u8>(presenceOnly + slot) != 0) {
        store<u8>(at, length == 0 ? 0 : 1);
        at += 1;
        continue;
      }
      if (at - key + length + 512 > MAX_KEY) return false;
      store<u16>(at, <u16>length);
      memory.copy(at + 2, start, length);
      at += 2 + length;
    }
    if (at - key + 512 > MAX_KEY) return false;
  }
  keyLength = <u32>(at - key);
  keyHash = hashBytes(key, keyLength);
  return true;
}

/** The kind of events that belongs to the key, -1 if it is not known yet. */
export function findRoute(): i32 {
  for (let tries: u32 = 0, slot = keyHash & mask; tries < 32; tries += 1, slot = (slot + 1) & mask) {
    const entry = table + (slot << 4);
    const kind = load<u32>(entry, 12);
    if (kind == 0) return -1;
    if (load<u32>(entry) != keyHash || load<u32>(entry, 8) != keyLength) continue;
    if (isEqual(load<u32>(entry, 4), key, keyLength)) return <i32>kind - 1;
  }
  return -1;
}

/** Keeps the key, which the host has copied to `copy`; false if its place in the table is taken. */
export function keepRoute(copy: usize, kind: u32): bool {
  for (let tries: u32 = 0, slot = keyHash & mask; tries < 32; tries += 1, slot = (slot + 1) & mask) {
    const entry = table + (slot << 4);
    if (load<u32>(entry, 12) != 0) continue;
    store<u32>(entry, keyHash);
    store<u32>(entry, <u32>copy, 4);
    store<u32>(entry, keyLength, 8);
    store<u32>(entry, kind + 1, 12);
    return true;
  }
  return false;
}
