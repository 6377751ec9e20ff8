/** Bytes written in base64. Throws for anything else. */
export function bytesOfBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}

/**
 * Unpacks a block of LZ4 ("LZ4 Block Format Description"): runs of literals, each followed by a copy of at least four bytes
 * of what came before. Only for what `scripts/build-kernel.mjs` has packed: nothing is checked.
 */
export function unpack(packed: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [];
  let at = 0;
  const next = (): number => packed[at++] ?? 0;
  const lengthFrom = (nibble: number): number => {
    let length = nibble;
    for (let more = nibble === 15 ? 255 : 0; more === 255; length += more) more = next();
    return length;
  };
  while (at < packed.length) {
    const token = next();
    for (let left = lengthFrom(token >> 4); left > 0; left -= 1) bytes.push(next());
    // The last run has nothing after it.
    if (at >= packed.length) break;
    const distance = next() | (next() << 8);
    for (let left = 4 + lengthFrom(token & 15); left > 0; left -= 1)
      bytes.push(bytes[bytes.length - distance] ?? 0);
  }
  return Uint8Array.from(bytes);
}
