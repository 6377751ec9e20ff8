// Reads one JSON object (RFC 8259): checks it whole, and notes its strings and the values whose keys the trie knows.

import { claimIdentity, clearIdentity } from './identity';
import { scanString, stringFlags } from './scan-string';
import {
  addKey,
  addToTape,
  addValue,
  clear,
  ESCAPED,
  FALSE,
  input,
  LIST,
  LISTED,
  NULL,
  NUMBER,
  ODD,
  PRESENT,
  STRING,
  TRUE,
} from './scratch';
import {
  ANY_KEY,
  claim,
  findChild,
  flagsOf,
  HAS_CHILDREN,
  isNamed,
  keyAfter,
  keyBelow,
  nameLengthOf,
  NODE_BYTES,
  nodes,
  NOT_LISTED,
  ROOT,
  SCALAR_ONLY,
  STRUCTURAL,
  UNUSUAL,
  UNUSUAL_KEY,
} from './trie';

/** Deepest nesting, as in `maxEventDepth`. */
const MAX_DEPTH: u32 = 64;
/** Most members and elements, as `maxEventValues`. */
const MAX_VALUES: u32 = 100_000;
/** Longest text in bytes: none that is longer as `maxTextLength` counts it has fewer. */
const MAX_TEXT: usize = 4 * 1024 * 1024;
/** Longest number that is read here, as `maxDigits`. */
const MAX_NUMBER: usize = 4096;
const stack: usize = memory.data(16 * 66);

/** Marks that were seen: of shapes, of schemas << 8. */
export let marks: u32 = 0;
/** Counts objects over all events: a key is twice in an object if its node was claimed by the same number. */
let instances: u32 = 0;

function skipSpace(from: usize): usize {
  let at = from;
  while (true) {
    const byte = load<u8>(at);
    if (byte > 32) return at;
    if (byte != 32 && byte != 10 && byte != 13 && byte != 9) return at;
    at += 1;
  }
}

/** Notes a value under a known key. */
function note(node: u32, value: u32, kind: u32): bool {
  const at = nodes + node * NODE_BYTES;
  marks |= load<u16>(at, 10);
  const slot = load<u32>(at, 16);
  if (slot != 0 && !claimIdentity(slot - 1, value, kind)) return false;
  return load<u32>(at, 20) == 0 || addToTape(node, value);
}

/** Reads the record of `length` bytes in the input; false if it is not valid or unusual, so that the host must read it. */
export function readObject(length: u32): bool {
  clear();
  clearIdentity();
  marks = 0;
  const end = input + length;
  let at = skipSpace(input);
  if (load<u8>(at) != 123) return false;
  let depth: u32 = 1;
  let holder: u32 = ROOT;
  // Where the key is foretold that comes next: events of a kind have theirs in the same order.
  let foretold: usize = keyBelow(ROOT);
  let isArray = false;
  let instance: u32 = ++instances;
  at = skipSpace(at + 1);
  let isEmpty = load<u8>(at) == 125;
  let count: u32 = 0;
  let lists: u32 = 0;
  while (true) {
    if (!isEmpty) {
      count += 1;
      let node: u32 = holder;
      if (!isArray) {
        if (load<u8>(at) != 34) return false;
        const name = at + 1;
        node = holder == 0 ? 0 : load<u32>(foretold);
        if (node != 0 && isNamed(node, name, end)) {
          at = name + nameLengthOf(node);
        } else {
          at = scanString(name);
          if (at == 0 || (stringFlags & ESCAPED) != 0 || at - name > MAX_TEXT) return false;
          node = holder == 0 ? 0 : findChild(holder, name, <u32>(at - name));
          if (node == UNUSUAL_KEY) return false;
          if (node != 0 && (flagsOf(holder) & ANY_KEY) == 0) store<u32>(foretold, node);
        }
        if (!addKey(name, <u32>(at - name), instance)) return false;
        if (node != 0) {
          if (!claim(node, instance)) return false;
          foretold = keyAfter(node);
          const flags = flagsOf(node);
          if ((flags & UNUSUAL) != 0 || (lists != 0 && (flags & NOT_LISTED) != 0)) return false;
        }
        at = skipSpace(at + 1);
        if (load<u8>(at) != 58) return false;
        at = skipSpace(at + 1);
      }
      const byte: u32 = load<u8>(at);
      if (byte == 34) {
        const start = at + 1;
        at = scanString(start);
        if (at == 0 || at - start > MAX_TEXT) return false;
        const value = addValue(start, at, STRING | (stringFlags << 8));
        if (value == NULL || (node != 0 && !note(node, value, STRING))) return false;
        at += 1;
      } else if (byte == 123 || byte == 91) {
        const opensArray = byte == 91;
        if (depth >= MAX_DEPTH) return false;
        if (node != 0) {
          const flags = flagsOf(node);
          if (opensArray && (flags & STRUCTURAL) != 0) return false;
          if (!opensArray && !isArray) marks |= (flags >>> 8) & 255;
          if (opensArray || (flags & SCALAR_ONLY) == 0) {
            if (!note(node, opensArray ? LISTED : PRESENT, opensArray ? LIST : PRESENT)) return false;
          } else marks |= flags >>> 16;
        }
        const frame = stack + depth * 16;
        store<u32>(frame, holder);
        store<u32>(frame, isArray ? 1 : 0, 4);
        store<u32>(frame, instance, 8);
        store<u32>(frame, <u32>foretold, 12);
        depth += 1;
        isArray = opensArray;
        if (opensArray) lists += 1;
        holder = node != 0 && (opensArray || (flagsOf(node) & HAS_CHILDREN) != 0) ? node : 0;
        if (!opensArray) {
          instance = ++instances;
          foretold = keyBelow(holder);
        }
        at = skipSpace(at + 1);
        isEmpty = load<u8>(at) == (opensArray ? 93 : 125);
        if (!isEmpty) continue;
      } else {
        const start = at;
        let kind: u32 = 0;
        if (byte == 116 && load<u32>(at) == 0x65757274) {
          kind = TRUE;
          at += 4;
        } else if (byte == 102 && load<u32>(at, 1) == 0x65736c61) {
          kind = FALSE;
          at += 5;
        } else if (byte == 110 && load<u32>(at) == 0x6c6c756e) {
          kind = NULL;
          at += 4;
        } else {
          at = scanNumber(at);
          if (at == 0 || at - start > MAX_NUMBER) return false;
          kind = NUMBER | (numberFlags << 8);
        }
        if (node != 0) {
          const value = kind == NULL ? NULL : addValue(start, at, kind);
          if (value == NULL && kind != NULL) return false;
          if (!note(node, value, kind)) return false;
        }
      }
    }
    isEmpty = false;
    // After a value, or at the end of an empty container.
    while (true) {
      at = skipSpace(at);
      const byte: u32 = load<u8>(at);
      if (byte == 44) {
        at = skipSpace(at + 1);
        break;
      }
      if (byte != (isArray ? 93 : 125)) return false;
      at += 1;
      depth -= 1;
      if (isArray) lists -= 1;
      if (depth == 0) return count <= MAX_VALUES && skipSpace(at) == end;
      const frame = stack + depth * 16;
      holder = load<u32>(frame);
      isArray = load<u32>(frame, 4) != 0;
      instance = load<u32>(frame, 8);
      foretold = load<u32>(frame, 12);
    }
  }
}

/** Flags of the number scanned last. */
let numberFlags: u32 = 0;

function isDigit(at: usize): bool {
  return <u32>load<u8>(at) - 48 < 10;
}

/**
 * Address after a number, 0 if there is none. Integers print as they are written, but for -0; so do fractions of up to 15
 * digits of which the last is no zero, from a millionth on.
 */
function scanNumber(start: usize): usize {
  let at = start;
  numberFlags = 0;
  if (load<u8>(at) == 45) at += 1;
  const digits = at;
  if (!isDigit(at)) return 0;
  const isZero = load<u8>(at) == 48;
  if (isZero) at += 1;
  else while (isDigit(at)) at += 1;
  if (load<u8>(at) == 46) {
    at += 1;
    if (!isDigit(at)) return 0;
    const isTiny = isZero && (load<u64>(at) & 0xffffffffffff) == 0x303030303030;
    while (isDigit(at)) at += 1;
    if (isTiny || at - digits > 16 || load<u8>(at - 1) == 48) numberFlags = ODD;
  } else if (isZero && digits != start) numberFlags = ODD;
  if ((load<u8>(at) | 32) == 101) {
    numberFlags = ODD;
    at += 1;
    const sign = load<u8>(at);
    if (sign == 43 || sign == 45) at += 1;
    if (!isDigit(at)) return 0;
    while (isDigit(at)) at += 1;
  }
  return at;
}
