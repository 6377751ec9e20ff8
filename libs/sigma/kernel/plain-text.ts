// The plain text of a value: unescaped and in lower case. Made at first use, kept for the event.

import { canonicalText, plainText } from './imports';
import { allocate, foldDistance, FOREIGN, ODD, REWRITTEN, VALUE_BYTES, values } from './scratch';

export let plainAt: usize = 0;
export let plainLength: u32 = 0;

/** Finds the plain text of a value: sets `plainAt` and `plainLength`. */
export function readPlain(value: u32): void {
  const at = values + value * VALUE_BYTES;
  plainAt = load<u32>(at, 12);
  if (plainAt != 0) {
    plainLength = load<u32>(at, 16);
    return;
  }
  const start: usize = load<u32>(at);
  const end: usize = load<u32>(at, 4);
  const flags: u32 = load<u32>(at, 8) >>> 8;
  if (flags == 0) {
    plainAt = start + foldDistance;
    plainLength = <u32>(end - start);
  } else if ((flags & (FOREIGN | ODD)) != 0) {
    plainAt = allocate(0);
    plainLength = plainText(value, plainAt);
    allocate(plainLength + 16);
  } else {
    plainAt = allocate(<u32>(end - start) + 16);
    plainLength = unescape(start + foldDistance, end + foldDistance, plainAt);
  }
  store<u32>(at, <u32>plainAt, 12);
  store<u32>(at, plainLength, 16);
}

/** Most bytes of a text in JSON for each of its plain text: `\\u0041`. */
const MAX_ESCAPE: u32 = 6;

/** Whether a value's plain text is certainly longer, in bytes; tells it without making that text. */
export function isLonger(value: u32, length: u32): bool {
  const at = values + value * VALUE_BYTES;
  const flags: u32 = load<u32>(at, 8) >>> 8;
  const written = load<u32>(at, 4) - load<u32>(at);
  return flags == 0 ? written > length : (flags & ODD) == 0 && written > length * MAX_ESCAPE;
}

export let scanStart: usize = 0;
export let scanEnd: usize = 0;

/** Finds a value's text as JSON writes it, folded: sets `scanStart` and `scanEnd`. */
export function readCanonical(value: u32): void {
  const at = values + value * VALUE_BYTES;
  const flags: u32 = load<u32>(at, 8) >>> 8;
  if ((flags & (FOREIGN | ODD | REWRITTEN)) == 0) {
    scanStart = load<u32>(at) + foldDistance;
    scanEnd = load<u32>(at, 4) + foldDistance;
    return;
  }
  scanStart = load<u32>(at, 20);
  if (scanStart == 0) {
    const start: usize = load<u32>(at);
    const end: usize = load<u32>(at, 4);
    let length: u32 = 0;
    if ((flags & (FOREIGN | ODD)) == 0) {
      scanStart = allocate(<u32>(end - start) + 16);
      length = rewrite(start + foldDistance, end + foldDistance, scanStart);
    } else {
      scanStart = allocate(0);
      length = canonicalText(value, scanStart);
      allocate(length + 16);
    }
    store<u32>(at, <u32>scanStart, 20);
    store<u32>(at, length, 24);
  }
  scanEnd = scanStart + load<u32>(at, 24);
}

/** Copies a text without its escapes, all of which stand for ASCII. */
function unescape(start: usize, end: usize, to: usize): u32 {
  const backslash = i8x16.splat(92);
  let out = to;
  let at = start;
  while (at < end) {
    const bytes = v128.load(at);
    v128.store(out, bytes);
    const found: u32 = i8x16.bitmask(i8x16.eq(bytes, backslash));
    if (found == 0) {
      at += 16;
      out += 16;
      continue;
    }
    const run: u32 = ctz(found);
    at += run;
    out += run;
    if (at >= end) break;
    const kind = load<u8>(at, 1);
    store<u8>(out, kind == 117 ? hexByte(at) : unescaped(kind));
    at += kind == 117 ? 6 : 2;
    out += 1;
  }
  // The last run may have gone past the end.
  return <u32>(out - to) - (at > end ? <u32>(at - end) : 0);
}

function unescaped(kind: u8): u8 {
  switch (kind) {
    case 98:
      return 8;
    case 102:
      return 12;
    case 110:
      return 10;
    case 114:
      return 13;
    case 116:
      return 9;
    default:
      return kind;
  }
}

/** The character of a \\u escape of ASCII, in lower case. The text is in lower case, its digits, too. */
function hexByte(at: usize): u8 {
  const byte = <u8>((hexDigit(load<u8>(at, 4)) << 4) | hexDigit(load<u8>(at, 5)));
  return byte >= 65 && byte <= 90 ? byte + 32 : byte;
}

function hexDigit(digit: u32): u32 {
  return digit < 58 ? digit - 48 : digit - 87;
}

/** Copies a text with its needless escapes undone. */
function rewrite(start: usize, end: usize, to: usize): u32 {
  let out = to;
  for (let at = start; at < end;) {
    const byte = load<u8>(at);
    const kind = load<u8>(at, 1);
    if (byte == 92 && kind == 117) {
      const meant = hexByte(at);
      if (meant == 34 || meant == 92) {
        store<u8>(out, 92);
        out += 1;
      }
      store<u8>(out, meant);
      at += 6;
    } else if (byte == 92 && kind == 47) {
      store<u8>(out, 47);
      at += 2;
    } else {
      store<u8>(out, byte);
      at += 1;
      if (byte != 92) {
        out += 1;
        continue;
      }
      store<u8>(out, kind, 1);
      out += 1;
      at += 1;
    }
    out += 1;
  }
  return <u32>(out - to);
}
