import { ownText } from '../../pattern/own-text.ts';
import * as char from './characters.ts';
import { resolvePlain } from './core-schema.ts';
import { beyond, isBlank, isLineEnd, sliceTrimmed } from './cursor.ts';
import type { Cursor } from './cursor.ts';
import { readQuoted } from './flow-scalar.ts';

/** The longest text that may be a key, in UTF-16 units, is 1,024; this is below. */
const maxKeyLength = 1000;

/** Reads a key and its colon; undefined, with the cursor where it was, if the line has none. */
export function readKey(cursor: Cursor): string | undefined {
  const { codes, at } = cursor;
  const code = codes[at];
  if (code === char.quote || code === char.doubleQuote) return readQuotedKey(cursor);
  if (code === char.openBracket || code === char.openBrace) return undefined;
  if (isMarker(codes, at)) throw beyond;
  let hash = 0;
  for (let end = at; ; end += 1) {
    const next = codes[end] ?? 0;
    if (next === char.newLine || next === 0 || (next === char.hash && codes[end - 1] === char.space)) {
      cursor.keylessAt = at;
      cursor.keylessEnd = end;
      return undefined;
    }
    if (next === char.colon && isBlank(codes, end + 1)) {
      if (end - at > maxKeyLength || !isPlainStart(codes, at)) throw beyond;
      cursor.at = end + 1;
      return nameAt(cursor, at, end, hash);
    }
    hash = (Math.imul(hash, 31) + next) | 0;
  }
}

/** Keys read lately, by hash: the same few stand in every rule. */
const lately: string[] = Array.from({ length: 4096 }, () => '');

/** The plain key between two offsets, the same string for the same key mostly. */
function nameAt(cursor: Cursor, start: number, end: number, hash: number): string {
  const slot = (hash ^ (hash >>> 10)) & 4095;
  const known = lately[slot] ?? '';
  if (known.length === end - start && isAt(cursor, start, known)) return known;
  const name = ownText(sliceTrimmed(cursor, start, end));
  // Keys that are no texts are left to the full reader.
  if (resolvePlain(name) !== name) throw beyond;
  lately[slot] = name;
  return name;
}

function isAt({ codes }: Cursor, start: number, text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    if (text.charCodeAt(index) !== codes[start + index]) return false;
  }
  return true;
}

/** `---` or `...`, which begin or end a document. */
function isMarker(codes: Uint8Array, at: number): boolean {
  const code = codes[at];
  return (code === char.dash || code === char.point) && codes[at + 1] === code && codes[at + 2] === code;
}

function readQuotedKey(cursor: Cursor): string | undefined {
  const { codes, at } = cursor;
  const end = endOfQuoted(codes, at);
  if (end === undefined) return undefined;
  if (codes[end] !== char.colon) {
    cursor.keylessAt = at;
    cursor.keylessEnd = end;
    return undefined;
  }
  if (end - at > maxKeyLength || !isBlank(codes, end + 1)) throw beyond;
  const name = readQuoted(cursor);
  cursor.at = end + 1;
  return name;
}

/** Offset after the quote that closes the one at `start`, if it does in this line. */
function endOfQuoted(codes: Uint8Array, start: number): number | undefined {
  const quote = codes[start];
  for (let at = start + 1; !isLineEnd(codes, at); at += 1) {
    const code = codes[at];
    if (code === char.backslash && quote === char.doubleQuote) {
      at += 1;
      if (isLineEnd(codes, at)) return undefined;
    } else if (code === quote) {
      if (quote === char.doubleQuote || codes[at + 1] !== quote) return at + 1;
      at += 1;
    }
  }
  return undefined;
}

/** 1 for the characters that make something else of a value. */
const otherStarts = new Uint8Array(128);
for (const sign of ',[]{}#&*!|>\'"%@`') otherStarts[sign.charCodeAt(0)] = 1;

/** Whether a plain scalar may begin there. */
export function isPlainStart(codes: Uint8Array, at: number): boolean {
  const code = codes[at] ?? 0;
  if (code === char.dash || code === char.question || code === char.colon) return !isBlank(codes, at + 1);
  return !isOtherStart(code);
}

/** Whether the character makes something else of a value that begins with it. */
export function isOtherStart(code: number): boolean {
  return otherStarts[code] === 1;
}
