// Where in an event the fields of the rules lie: a trie of keys, filled by `engine/field-trie.ts`.

import { hashBytes, isEqual } from './bytes';
import { allocate } from './scratch';

/** Flags of a node. */
export const STRUCTURAL: u32 = 1; // An array here is unusual.
export const TOP: u32 = 2; // Names of fields below it lose their spaces.
export const SCALAR_ONLY: u32 = 4; // An object here is no value.
export const UNUSUAL: u32 = 8; // Its presence is unusual.
export const ANY_KEY: u32 = 16; // Every key below it leads to its one child.
export const HAS_CHILDREN: u32 = 32;
export const EXACT: u32 = 64; // Its name counts only without spaces.
export const NOT_LISTED: u32 = 128; // In an object of a list it is unusual.
export const ROOT: u32 = 1;

/**
 * Nodes of 56 bytes: name, its length, flags | shape if an object << 8 | shape if anything << 16 | schema << 24, last object that
 * claimed it, identity slot + 1, number of fields | mapped << 8, up to four fields (number | rank << 20 | shapes << 28), only child, list of
 * what schemas take it for (`mapping.ts`), key that came after it and first one below it when last seen.
 */
export const NODE_BYTES: u32 = 56;
export let nodes: usize = 0;
/** Slots of 16 bytes: hash, parent, node. */
let table: usize = 0;
let mask: u32 = 0;

export function useTrie(nodesAt: usize, tableAt: usize, tableMask: u32): void {
  nodes = nodesAt;
  table = tableAt;
  mask = tableMask;
}

export function flagsOf(node: u32): u32 {
  return load<u32>(nodes + node * NODE_BYTES, 8);
}

function lookUp(parent: u32, name: usize, length: u32): u32 {
  const hash = hashBytes(name, length) ^ (parent * 0x9e3779b1);
  let slot = hash & mask;
  while (true) {
    const entry = table + (slot << 4);
    const node = load<u32>(entry, 8);
    if (node == 0) return 0;
    if (load<u32>(entry) == hash && load<u32>(entry, 4) == parent) {
      const at = nodes + node * NODE_BYTES;
      if (load<u32>(at, 4) == length && isEqual(load<u32>(at), name, length)) return node;
    }
    slot = (slot + 1) & mask;
  }
  return 0;
}

/** Answer of `findChild` where the key is unusual. */
export const UNUSUAL_KEY: u32 = 0xffffffff;

/** The child of that name, 0 if there is none. */
export function findChild(parent: u32, name: usize, length: u32): u32 {
  const flags = flagsOf(parent);
  if ((flags & ANY_KEY) != 0) return load<u32>(nodes + parent * NODE_BYTES, 40);
  const node = lookUp(parent, name, length);
  if (node != 0 || (flags & TOP) == 0) return node;
  return hasSpace(name, length) ? findBare(parent, name, length) : 0;
}

/** Address of the word that tells which key of the same object came after the node's last time. */
export function keyAfter(node: u32): usize {
  return nodes + node * NODE_BYTES + 48;
}

/** The same of the first known key of the node's object. */
export function keyBelow(node: u32): usize {
  return nodes + node * NODE_BYTES + 52;
}

/** Whether the key that begins at `name`, in a record that ends at `end`, is the node's. Names of such keys hold no quote. */
export function isNamed(node: u32, name: usize, end: usize): bool {
  const at = nodes + node * NODE_BYTES;
  const length = load<u32>(at, 4);
  return name + length < end && load<u8>(name + length) == 34 && isEqual(load<u32>(at), name, length);
}

export function nameLengthOf(node: u32): u32 {
  return load<u32>(nodes + node * NODE_BYTES, 4);
}

function hasSpace(name: usize, length: u32): bool {
  const space = i8x16.splat(32);
  for (let i: u32 = 0; i < length; i += 16) {
    const found: u32 = i8x16.bitmask(i8x16.eq(v128.load(name + i), space));
    if (found != 0 && i + ctz(found) < length) return true;
  }
  return false;
}

/** The child whose name is the key without its spaces. Steps of a path keep theirs, so such a child must be a leaf. */
function findBare(parent: u32, name: usize, length: u32): u32 {
  const bare = allocate(length + 16);
  let count: u32 = 0;
  for (let i: u32 = 0; i < length; i += 1) {
    const byte = load<u8>(name + i);
    if (byte == 32) continue;
    store<u8>(bare + count, byte);
    count += 1;
  }
  const node = lookUp(parent, bare, count);
  if (node == 0) return 0;
  return (flagsOf(node) & (HAS_CHILDREN | STRUCTURAL | EXACT)) == 0 ? node : UNUSUAL_KEY;
}

/** Notes that object `instance` has the node's key; false if it had it before. */
export function claim(node: u32, instance: u32): bool {
  const at = nodes + node * NODE_BYTES;
  if (load<u32>(at, 12) == instance) return false;
  store<u32>(at, instance, 12);
  return true;
}
