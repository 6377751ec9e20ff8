import * as char from './characters.ts';
import {
  beyond,
  finishLine,
  isBlank,
  isLineEnd,
  skipToContent,
  sliceTrimmed,
  startOfNextLine,
} from './cursor.ts';
import type { Cursor } from './cursor.ts';

/** Escapes of double quotes that are read here. */
const escapes: ReadonlyMap<string, string> = new Map([
  ['\\', '\\'],
  ['"', '"'],
  ['/', '/'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

/** Reads a quoted text that ends in its line and returns what it says; the cursor is left after the quote. */
export function readQuoted(cursor: Cursor): string {
  const code = cursor.codes[cursor.at];
  const raw = rawQuoted(cursor);
  if (raw.includes('\n')) throw beyond;
  return unescape(raw, code === char.doubleQuote);
}

/** Reads a quoted text that may go on in the next lines, which must be indented by more than `parentIndent`, and its line. */
export function readQuotedLines(cursor: Cursor, parentIndent: number): string {
  const isDouble = cursor.codes[cursor.at] === char.doubleQuote;
  const raw = rawQuoted(cursor);
  finishLine(cursor);
  return unescape(raw.includes('\n') ? foldLines(raw, parentIndent) : raw, isDouble);
}

/** What stands between the quotes. */
function rawQuoted(cursor: Cursor): string {
  const start = cursor.at + 1;
  cursor.at = cursor.keylessAt === cursor.at ? cursor.keylessEnd : endOfQuotedLines(cursor.codes, cursor.at);
  return cursor.text.slice(start, cursor.at - 1);
}

/** Offset after the quote that closes the one at `start`. */
function endOfQuotedLines(codes: Uint8Array, start: number): number {
  const quote = codes[start];
  for (let end = start + 1; ; end += 1) {
    const code = codes[end];
    if (code === quote) {
      if (quote === char.doubleQuote || codes[end + 1] !== quote) return end + 1;
      end += 1;
    } else if (code === char.backslash && quote === char.doubleQuote) end += 1;
    if (codes[end] === 0) throw beyond;
  }
}

function unescape(raw: string, isDouble: boolean): string {
  if (!isDouble) return raw.includes("'") ? raw.replaceAll("''", "'") : raw;
  if (!raw.includes('\\')) return raw;
  return raw.replaceAll(/\\(.?)/gsu, (_, escaped: string) => {
    const meant = escapes.get(escaped);
    if (meant === undefined) throw beyond;
    return meant;
  });
}

/** A line break becomes a space, each empty line a line break; white space around breaks goes (YAML 1.2.2, section 6.5). */
function foldLines(raw: string, parentIndent: number): string {
  const lines = raw.split('\n');
  const folded: string[] = [];
  let empty = 0;
  for (const [index, line] of lines.entries()) {
    // Of the white space of Unicode, YAML knows the space alone; the text holds no tab.
    const indent = index === 0 ? 0 : line.search(/[^ ]|$/);
    const isLast = index === lines.length - 1;
    if (index > 0 && indent === line.length && !isLast) {
      empty += 1;
      continue;
    }
    if (index > 0 && indent <= parentIndent) throw beyond;
    const content = isLast ? line.slice(indent) : trimSpaces(line.slice(indent));
    if (!isLast && content.endsWith('\\')) throw beyond;
    if (index > 0) folded.push(empty === 0 ? ' ' : '\n'.repeat(empty));
    folded.push(content);
    empty = 0;
  }
  return folded.join('');
}

function trimSpaces(text: string): string {
  let end = text.length;
  while (text.charCodeAt(end - 1) === char.space) end -= 1;
  return text.slice(0, end);
}

/**
 * Reads a plain scalar's text and its lines; those after the first are part of it while they are indented by more than
 * `parentIndent`.
 */
export function readPlainLines(cursor: Cursor, parentIndent: number): string {
  const { codes } = cursor;
  let end = cursor.keylessAt === cursor.at ? cursor.keylessEnd : endOfPlain(codes, cursor.at);
  const first = sliceTrimmed(cursor, cursor.at, end);
  let parts: string[] | undefined;
  for (;;) {
    if (codes[end] !== char.newLine) break;
    let at = end + 1;
    let start = at;
    let empty = 0;
    for (;;) {
      while (codes[start] === char.space) start += 1;
      if (codes[start] !== char.newLine) break;
      empty += 1;
      start += 1;
      at = start;
    }
    if (codes[start] === 0 || start - at <= parentIndent || codes[start] === char.hash) break;
    end = endOfPlain(codes, start);
    parts ??= [first];
    parts.push(empty === 0 ? ' ' : '\n'.repeat(empty), sliceTrimmed(cursor, start, end));
  }
  cursor.at = startOfNextLine(codes, end);
  skipToContent(cursor);
  return parts === undefined ? first : parts.join('');
}

/** Where the plain scalar's part of this line ends: at a comment or the line's end. A key in its midst is not for us. */
function endOfPlain(codes: Uint8Array, start: number): number {
  let at = start;
  for (; !isLineEnd(codes, at); at += 1) {
    const code = codes[at];
    if (code === char.colon && isBlank(codes, at + 1)) throw beyond;
    if (code === char.hash && at > start && codes[at - 1] === char.space) return at;
  }
  return at;
}
