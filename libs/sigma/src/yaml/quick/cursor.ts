import * as char from './characters.ts';
import { encoder } from '../../pattern/utf8.ts';

/** A place in a text. Between values it stands at the first character of a line that holds any. */
export interface Cursor {
  readonly text: string;
  /** A byte for each UTF-16 unit of the text and a 0 after the last, quicker to look at than the text itself. */
  readonly codes: Uint8Array;
  at: number;
  /** Column of `at` within its line, -1 at the end of the text. Kept up to date between values only. */
  indent: number;
  /** A place whose line was searched for a key in vain, and where the scalar's part of that line ends. */
  keylessAt: number;
  keylessEnd: number;
  /** At least as many values as the full reader would count so far. */
  nodes: number;
}

/** Thrown within this folder, caught by `readQuickly`: the text may be fine, but it isn't for the quick reader to say. */
export const beyond = new Error('beyond the quick reader');

/** Texts up to this length share one buffer, as only one is read at a time. */
const sharedLength = 64 * 1024;
const shared = new Uint8Array(sharedLength + 1);
/** Stands for any character beyond ASCII: none of them means anything to YAML. */
const otherCharacter = 0xff;

/** Puts a cursor at the start of a text. Characters that mean more to YAML than to us are left to the full reader. */
export function createCursor(text: string): Cursor {
  const { length } = text;
  const codes = length <= sharedLength ? shared : new Uint8Array(length + 1);
  // Of ASCII, the bytes are the UTF-16 units, and come much quicker than one by one.
  const { read, written } = encoder.encodeInto(text, codes);
  if (read !== length || written !== length) fillWide(text, codes);
  for (let at = 0; at < length; at += 1) {
    const code = codes[at] ?? 0;
    if ((code < char.space && code !== char.newLine) || code === 0x7f) throw beyond;
  }
  codes[length] = 0;
  return { text, codes, at: 0, indent: 0, keylessAt: -1, keylessEnd: -1, nodes: 0 };
}

function fillWide(text: string, codes: Uint8Array): void {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 0x7f && isOdd(code)) throw beyond;
    codes[at] = code > 0x7f ? otherCharacter : code;
  }
}

/** Controls, other line ends and the byte order mark. */
function isOdd(code: number): boolean {
  return code < 0xa0 || code === 0x2028 || code === 0x2029 || code === 0xfeff;
}

/** Moves on to the next line that holds more than a comment; the cursor must be at the start of a line. */
export function skipToContent(cursor: Cursor): void {
  const { codes } = cursor;
  let at = cursor.at;
  for (;;) {
    let start = at;
    while (codes[start] === char.space) start += 1;
    const code = codes[start];
    if (code === char.newLine) at = start + 1;
    else if (code === char.hash) at = startOfNextLine(codes, start);
    else {
      cursor.at = start;
      cursor.indent = code === 0 ? -1 : start - at;
      return;
    }
  }
}

/** Ends a line after a value: nothing but a comment may follow. */
export function finishLine(cursor: Cursor): void {
  const { codes } = cursor;
  let at = cursor.at;
  while (codes[at] === char.space) at += 1;
  if (!isLineEnd(codes, at) && (codes[at] !== char.hash || at === cursor.at)) throw beyond;
  cursor.at = startOfNextLine(codes, at);
  skipToContent(cursor);
}

/** Offset of the line feed that ends the line, or of the end of the text. */
export function endOfLine(codes: Uint8Array, start: number): number {
  let at = start;
  while (codes[at] !== char.newLine && codes[at] !== 0) at += 1;
  return at;
}

/** Offset after the line, or of the end of the text. */
export function startOfNextLine(codes: Uint8Array, start: number): number {
  const end = endOfLine(codes, start);
  return codes[end] === 0 ? end : end + 1;
}

export function isLineEnd(codes: Uint8Array, at: number): boolean {
  const code = codes[at];
  return code === char.newLine || code === 0;
}

/** Whether a space, a line end or nothing stands there, which is what makes `-`, `:` and `?` indicators. */
export function isBlank(codes: Uint8Array, at: number): boolean {
  const code = codes[at];
  return code === char.space || code === char.newLine || code === 0;
}

/** A part of the text without the spaces at its end. */
export function sliceTrimmed({ text, codes }: Cursor, start: number, end: number): string {
  let last = end;
  while (last > start && codes[last - 1] === char.space) last -= 1;
  return text.slice(start, last);
}
