/** Hash of a run of bytes: the same as `hashBytes` of the kernel. */
export function hashBytes(bytes: Uint8Array, length = bytes.length): number {
  let hash = Math.imul(length, 0x9e3779b1);
  if (length >= 4) {
    const last = length - 4;
    for (let at = 0; at < last; at += 4) {
      hash = Math.imul(hash ^ wordAt(bytes, at), 0x85ebca6b);
      hash ^= hash >>> 15;
    }
    hash = Math.imul(hash ^ wordAt(bytes, last), 0xc2b2ae35);
  } else {
    let word = 0;
    for (let at = 0; at < length; at += 1) word |= (bytes[at] ?? 0) << (at << 3);
    hash = Math.imul(hash ^ word, 0xc2b2ae35);
  }
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** Four bytes as a little-endian word, as the kernel loads them. */
export function wordAt(bytes: Uint8Array, at: number): number {
  return (
    (bytes[at] ?? 0) |
    ((bytes[at + 1] ?? 0) << 8) |
    ((bytes[at + 2] ?? 0) << 16) |
    ((bytes[at + 3] ?? 0) << 24)
  );
}
