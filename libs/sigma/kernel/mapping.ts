// Fields that a schema calls otherwise: which places count is decided by the event's mapping, which its identity leads to.

import { assign, rankOf } from './fields';
import { NULL, tape, tapeCount } from './scratch';
import { NODE_BYTES, nodes } from './trie';

/** An event whose mapping only the host knows. */
export const UNKNOWN_MAPPING: u32 = 255;

/**
 * Of a node, at the address in its word 11: count, three words free, entries of 16 bytes: number | rank << 20, what it is
 * the number of, the mappings as 64 bits. That is a field, or a form of which the value is one part (part + FIRST_PART).
 */
const OF_FIELD: u32 = 0;
/** Where there is anything, the event is unusual. */
const UNUSUAL_BELOW: u32 = 1;
const FIRST_PART: u32 = 2;

/** Fields that forms make, a word each. */
let formFields: usize = 0;
/** Parts of 16 bytes: form | rank << 20, part, value, free. */
const MAX_PARTS: u32 = 64;
export const parts: usize = memory.data(64 * 16);
export let partCount: u32 = 0;

export function useForms(fieldsAt: usize): void {
  formFields = fieldsAt;
}

/** Gives the fields of the mapping their values, and collects the parts of its forms; false if the event is unusual. */
export function assignMapped(mapping: u32): bool {
  partCount = 0;
  const bit: u64 = (<u64>1) << mapping;
  for (let index: u32 = 0; index < tapeCount; index += 1) {
    const list = load<u32>(nodes + load<u32>(tape + index * 8) * NODE_BYTES, 44);
    if (list != 0 && !assignEntries(list, bit, load<u32>(tape + index * 8, 4))) return false;
  }
  dropHidden();
  return true;
}

function assignEntries(list: usize, bit: u64, value: u32): bool {
  const end = list + 16 + (load<u32>(list) << 4);
  for (let at = list + 16; at < end; at += 16) {
    if ((load<u64>(at, 8) & bit) == 0) continue;
    const target = load<u32>(at);
    const kind = load<u32>(at, 4);
    // What is null gives way to the next place, but not in a list.
    if (value == NULL || kind == UNUSUAL_BELOW) return false;
    if (kind == OF_FIELD) {
      if (!assign(target & 0xfffff, target >>> 20, value)) return false;
      continue;
    }
    if (partCount == MAX_PARTS) return false;
    const part = parts + (partCount << 4);
    store<u32>(part, target);
    store<u32>(part, kind - FIRST_PART, 4);
    store<u32>(part, value, 8);
    partCount += 1;
  }
  return true;
}

/** Drops the parts of fields that have a value of a better place. */
function dropHidden(): void {
  let kept: u32 = 0;
  for (let index: u32 = 0; index < partCount; index += 1) {
    const part = parts + (index << 4);
    const target = load<u32>(part);
    if (rankOf(load<u32>(formFields + ((target & 0xfffff) << 2))) < target >>> 20) continue;
    v128.store(parts + (kept << 4), v128.load(part));
    kept += 1;
  }
  partCount = kept;
}
