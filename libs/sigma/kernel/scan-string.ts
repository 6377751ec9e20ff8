// Finds the end of a JSON string and checks it: escapes, control characters, UTF-8.

import { ESCAPED, FOREIGN, REWRITTEN } from './scratch';

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
    let special: u32 = i8x16.bitmask(
      v128.or(v128.or(i8x16.eq(bytes, quote), i8x16.eq(bytes, backslash)), i8x16.lt_s(bytes, space)),
    );
    let next = at + 16;
    while (special != 0) {
      const place = at + ctz(special);
      const byte: u32 = load<u8>(place);
      if (byte == 34) return place;
      const length = byte == 92 ? escapeLength(place) : byte >= 0x80 ? sequenceLength(place) : 0;
      if (length == 0) return 0;
      const past = <u32>(place - at) + length;
      if (past >= 16) {
        next = at + past;
        break;
      }
      special = (special >>> past) << past;
    }
    at = next;
  }
  return 0;
}

function escapeLength(at: usize): u32 {
  const kind = load<u8>(at, 1);
  stringFlags |= ESCAPED;
  if (kind == 92) return 2;
  switch (kind) {
    case 34: // "
    case 98: // b
    case 102: // f
    case 110: // n
    case 114: // r
    case 116: // t
      return 2;
    case 47: // /
      stringFlags |= REWRITTEN;
      return 2;
    case 117: // u
      for (let i: u32 = 2; i < 6; i += 1) if (!isHex(load<u8>(at + i))) return 0;
      // "00" and a digit below 8 in front of the last one.
      stringFlags |= load<u16>(at, 2) == 0x3030 && load<u8>(at, 4) < 56 ? REWRITTEN : FOREIGN;
      return 6;
    default:
      return 0;
  }
}

function isHex(byte: u32): bool {
  return byte - 48 < 10 || (byte | 32) - 97 < 6;
}

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
