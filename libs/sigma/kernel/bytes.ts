// Runs of bytes: hash, compare, find. Reads may go up to 16 bytes past the end of a run; all memory is padded for that.

/**
 * Hash of `length` bytes; `engine/hash-bytes.ts` computes the same. Not for adversaries: whatever it finds is compared
 * in full.
 */
export function hashBytes(at: usize, length: u32): u32 {
  let hash: u32 = length * 0x9e3779b1;
  if (length >= 4) {
    const last = at + length - 4;
    for (let p = at; p < last; p += 4) {
      hash = (hash ^ load<u32>(p)) * 0x85ebca6b;
      hash ^= hash >>> 15;
    }
    hash = (hash ^ load<u32>(last)) * 0xc2b2ae35;
  } else {
    let word: u32 = 0;
    for (let i: u32 = 0; i < length; i += 1) word |= (<u32>load<u8>(at + i)) << (i << 3);
    hash = (hash ^ word) * 0xc2b2ae35;
  }
  return hash ^ (hash >>> 13);
}

/** Whether two runs of the same length hold the same bytes. */
export function isEqual(a: usize, b: usize, length: u32): bool {
  if (length >= 8) {
    const last = length - 8;
    for (let i: u32 = 0; i < last; i += 8) if (load<u64>(a + i) != load<u64>(b + i)) return false;
    return load<u64>(a + last) == load<u64>(b + last);
  }
  if (length >= 4) {
    const last = length - 4;
    return load<u32>(a) == load<u32>(b) && load<u32>(a + last) == load<u32>(b + last);
  }
  for (let i: u32 = 0; i < length; i += 1) if (load<u8>(a + i) != load<u8>(b + i)) return false;
  return true;
}

/** Whether the needle lies in the text. Sixteen places at a time are tried by the needle's first and last byte. */
export function contains(text: usize, textLength: u32, needle: usize, length: u32): bool {
  if (length == 0) return true;
  if (length > textLength) return false;
  const last = length - 1;
  const firstByte = i8x16.splat(load<i8>(needle));
  const lastByte = i8x16.splat(load<i8>(needle + last));
  const places = textLength - length + 1;
  for (let at: u32 = 0; at < places; at += 16) {
    let found: u32 = i8x16.bitmask(
      v128.and(i8x16.eq(v128.load(text + at), firstByte), i8x16.eq(v128.load(text + at + last), lastByte)),
    );
    while (found != 0) {
      const place = at + ctz(found);
      if (place >= places) return false;
      if (isEqual(text + place, needle, length)) return true;
      found &= found - 1;
    }
  }
  return false;
}

/** Copies `length` bytes rounded up to 16 with `A` to `Z` in lower case. */
export function foldAscii(from: usize, to: usize, length: u32): void {
  const beforeA = i8x16.splat(64);
  const afterZ = i8x16.splat(91);
  const bit = i8x16.splat(32);
  for (let i: u32 = 0; i < length; i += 16) {
    const bytes = v128.load(from + i);
    const isUpper = v128.and(i8x16.gt_s(bytes, beforeA), i8x16.lt_s(bytes, afterZ));
    v128.store(to + i, v128.or(bytes, v128.and(isUpper, bit)));
  }
}
