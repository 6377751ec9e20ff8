/** Bytes of a text in UTF-16 without a byte order mark. */
export function utf16Bytes(text: string, order: 'little' | 'big'): readonly number[] {
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (order === 'little') bytes.push(unit & 255, unit >> 8);
    else bytes.push(unit >> 8, unit & 255);
  }
  return bytes;
}

/** Base64 with padding (RFC 4648, section 4). */
export function base64(bytes: readonly number[]): string {
  return btoa(bytes.map((byte) => String.fromCharCode(byte)).join(''));
}

/** The characters that `bytes` always yields inside longer base64 data, for each of the three places it may begin at. */
export function base64Offsets(bytes: readonly number[]): readonly string[] {
  return [0, 1, 2].map((offset) => {
    const encoded = base64([...Array<number>(offset).fill(0x20), ...bytes]);
    const start = [0, 2, 3][offset] ?? 0;
    const cut = [0, 3, 2][(bytes.length + offset) % 3] ?? 0;
    return encoded.slice(start, encoded.length - cut);
  });
}
