// Finds the end of a JSON string and checks it: escapes, control characters, UTF-8.

import { ESCAPED, FOREIGN } from './scratch';

/** Flags of the string scanned last. */
export let stringFlags: u32 = 0;

/** Address of the closing quote of a string whose text begins at `start`; 0 if it is not valid. */
export function scanString(start: usize): usize {
  stringFlags = 0;
  const quote = i8x16.splat(34);
  const backslash = i8x16.splat(92);
  const space = i8x16.splat(32);
  let at = start;
  while (true) {
    const bytes = v128.load(at);
    // Signed: bytes of 0x80 and more are below the space, too.
    const special: u32 = i8x16.bitmask(
      v128.or(
        v128.or(i8x16.eq(bytes, quote), i8x16.eq(bytes, backslash)),
        i8x16.lt_s(bytes, space),
      ),
    );
    if (special == 0) {
      at += 16;
      continue;
    }
    at += ctz(special);
    const byte = load<u8>(at);
    if (byte == 34) return at;
    if (byte == 92) {
      const length = escapeLength(at);
      if (length == 0) return 0;
      at += length;
    } else if (byte >= 0x80) {
      const length = sequenceLength(at);
      if (length == 0) return 0;
      at += length;
    } else return 0;
  }
}

function escapeLength(at: usize): u32 {
  const kind = load<u8>(at, 1);
  stringFlags |= ESCAPED;
  switch (kind) {
    case 34: // "
    case 92: // \
    case 98: // b
    case 102: // f
    case 110: // n
    case 114: // r
    case 116: // t
      return 2;
    case 47: // /
      stringFlags |= FOREIGN;
      return 2;
    case 117: // u
      stringFlags |= FOREIGN;
      return isHex(load<u8>(at, 2)) &&
        isHex(load<u8>(at, 3)) &&
        isHex(load<u8>(at, 4)) &&
        isHex(load<u8>(at, 5))
        ? 6
        : 0;
    default:
      return 0;
  }
}

function isHex(byte: u32): bool {
  return byte - 48 < 10 || (byte | 32) - 97 < 6;
}

// @ts-ignore: decorator
@inline
function isContinuation(byte: u32): bool {
  return (byte & 0xc0) == 0x80;
}

/** Length of a valid UTF-8 sequence (RFC 3629), 0 if it is none. Marks the string if a letter in it may have two cases. */
function sequenceLength(at: usize): u32 {
  const lead: u32 = load<u8>(at);
  const second: u32 = load<u8>(at, 1);
  if (lead < 0xc2 || !isContinuation(second)) return 0;
  if (lead < 0xe0) {
    // U+0080 to U+00BF has one case; so has nothing for certain beyond.
    if (lead != 0xc2) stringFlags |= FOREIGN;
    return 2;
  }
  const third: u32 = load<u8>(at, 2);
  if (!isContinuation(third)) return 0;
  if (lead < 0xf0) {
    if (lead == 0xe0 && second < 0xa0) return 0;
    if (lead == 0xed && second > 0x9f) return 0;
    // U+2000 to U+20FF is punctuation, U+3000 to U+9FFF the scripts of East Asia, U+FFFD a replacement.
    const isPlain =
      (lead == 0xe2 && second < 0x84) ||
      (lead >= 0xe3 && lead <= 0xe9) ||
      (lead == 0xef && second == 0xbf && third == 0xbd);
    if (!isPlain) stringFlags |= FOREIGN;
    return 3;
  }
  if (lead > 0xf4 || !isContinuation(load<u8>(at, 3))) return 0;
  if (lead == 0xf0 && second < 0x90) return 0;
  if (lead == 0xf4 && second > 0x8f) return 0;
  // U+1F000 to U+1FFFF: pictographs.
  if (lead != 0xf0 || second != 0x9f) stringFlags |= FOREIGN;
  return 4;
}
