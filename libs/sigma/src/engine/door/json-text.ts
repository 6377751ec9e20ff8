import { makeRoom } from '../../pattern/code-points.ts';
import type { CodePoints } from '../../pattern/code-points.ts';

const backslash = 92;
/** Letters behind a backslash, and what they stand for. */
const escapes = new Map([
  [98, 8],
  [102, 12],
  [110, 10],
  [114, 13],
  [116, 9],
]);

/** Reads the valid UTF-8 between two places, without escapes unless `isEscaped`. */
export function readJsonText(
  into: CodePoints,
  bytes: Uint8Array,
  from: number,
  end: number,
  isEscaped: boolean,
): CodePoints {
  makeRoom(into, end - from);
  const { codes } = into;
  let count = 0;
  for (let at = from; at < end;) {
    let code = bytes[at] ?? 0;
    at += 1;
    if (code >= 0x80) {
      const more = code < 0xe0 ? 1 : code < 0xf0 ? 2 : 3;
      code &= 0x3f >> more;
      for (const last = at + more; at < last; at += 1) code = (code << 6) | ((bytes[at] ?? 0) & 0x3f);
    } else if (code === backslash && isEscaped) {
      const kind = bytes[at] ?? 0;
      at += 1;
      code = escapes.get(kind) ?? kind;
      if (kind === 117) {
        code = hexOf(bytes, at);
        at += 4;
        const before = codes[count - 1] ?? 0;
        if (count > 0 && code >>> 10 === 0x37 && before >>> 10 === 0x36) {
          // The second of a pair of surrogates, which are always both escaped.
          count -= 1;
          code = 0x10000 + ((before & 0x3ff) << 10) + (code & 0x3ff);
        }
      }
    }
    codes[count] = code;
    count += 1;
  }
  into.length = count;
  return into;
}

function hexOf(bytes: Uint8Array, at: number): number {
  let code = 0;
  for (let digit = 0; digit < 4; digit += 1) {
    const byte = bytes[at + digit] ?? 0;
    code = code * 16 + (byte < 58 ? byte - 48 : (byte | 32) - 87);
  }
  return code;
}

/** Characters up to the backslash, as JSON writes them. */
const written = Array.from({ length: backslash + 1 }, (_, code) => writtenInJson(code));

function writtenInJson(code: number): string {
  return JSON.stringify(String.fromCharCode(code)).slice(1, -1);
}

/** Writes a text as UTF-8, half a pair of surrogates as if it were a character; the number of bytes. */
export function writeUtf8({ codes, length }: CodePoints, bytes: Uint8Array, to: number): number {
  let at = to;
  for (let index = 0; index < length; index += 1) at = writeCode(codes[index] ?? 0, bytes, at);
  return at - to;
}

/** The same as JSON.stringify writes it, without quotes. */
export function writeJsonText({ codes, length }: CodePoints, bytes: Uint8Array, to: number): number {
  let at = to;
  for (let index = 0; index < length; index += 1) {
    const code = codes[index] ?? 0;
    const text = code <= backslash ? written[code] : code >>> 11 === 0x1b ? writtenInJson(code) : undefined;
    if (text === undefined) at = writeCode(code, bytes, at);
    else for (let char = 0; char < text.length; char += 1) at = writeCode(text.charCodeAt(char), bytes, at);
  }
  return at - to;
}

function writeCode(code: number, bytes: Uint8Array, to: number): number {
  let at = to;
  const more = code < 0x80 ? 0 : code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
  bytes[at] = more === 0 ? code : ((0xff00 >> (more + 1)) & 0xff) | (code >>> (more * 6));
  at += 1;
  for (let rest = more - 1; rest >= 0; rest -= 1) {
    bytes[at] = 0x80 | ((code >>> (rest * 6)) & 0x3f);
    at += 1;
  }
  return at;
}
