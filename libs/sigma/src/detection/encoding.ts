/** Bytes of a text in UTF-8; a lone surrogate becomes U+FFFD, as in every encoder. */
export function utf8Bytes(text: string): readonly number[] {
  const bytes: number[] = [];
  for (const char of text.toWellFormed()) {
    const code = char.codePointAt(0) ?? 0;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else {
      bytes.push(
        0xf0 | (code >> 18),
        0x80 | ((code >> 12) & 63),
        0x80 | ((code >> 6) & 63),
        0x80 | (code & 63),
      );
    }
  }
  return bytes;
}

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

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64 with padding (RFC 4648, section 4). */
export function base64(bytes: readonly number[]): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b, c] = [bytes[at], bytes[at + 1], bytes[at + 2]];
    const bits = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    text += alphabet.charAt(bits >> 18) + alphabet.charAt((bits >> 12) & 63);
    text += b === undefined ? '=' : alphabet.charAt((bits >> 6) & 63);
    text += c === undefined ? '=' : alphabet.charAt(bits & 63);
  }
  return text;
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
