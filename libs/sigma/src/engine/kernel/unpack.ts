import { foretell } from './foretell.ts';

/** Bytes written in base64. Throws for anything else. */
export function bytesOfBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}

/** The characters of what is packed: printable ones of ASCII from `#` on, without the backslash. */
export const digits = 91;
/** Ranges are kept above this; times the digits they stay below 2³². */
export const leastRange = 2 ** 25;

/** Unpacks so many bytes from what `pack` has made of them. Nothing is checked. */
export function unpack(packed: string, length: number): Uint8Array<ArrayBuffer> {
  let at = 0;
  let range = 1;
  /** How far above the lower end of the range the packed number is. */
  let offset = 0;
  return foretell(length, (likely) => {
    for (; range < leastRange; range *= digits) {
      const code = packed.charCodeAt(at++) - 35;
      offset = offset * digits + (code > 56 ? code - 1 : code);
    }
    const ones = Math.floor(range * likely);
    if (offset < ones) {
      range = ones;
      return 1;
    }
    offset -= ones;
    range -= ones;
    return 0;
  });
}
