/** Encodes texts as UTF-8; half a pair of surrogates becomes U+FFFD. */
export const encoder = new TextEncoder();

/** Writes a text from `at` on, where there must be three bytes for each UTF-16 unit; how many it took. Most are ASCII and short. */
export function writeUtf8(text: string, bytes: Uint8Array, at = 0): number {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code > 127) return encoder.encodeInto(text, bytes.subarray(at)).written;
    bytes[at + index] = code;
  }
  return text.length;
}
