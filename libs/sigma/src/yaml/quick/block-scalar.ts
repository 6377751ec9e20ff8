import * as char from './characters.ts';
import { beyond, endOfLine, isLineEnd, skipToContent, startOfNextLine } from './cursor.ts';
import type { Cursor } from './cursor.ts';

/**
 * Reads a literal (`|`) or folded (`>`) text, clipped or stripped (`-`). Explicit indentation, `+`, empty lines at the
 * start and lines of a folded text that are indented further are left to the full reader.
 */
export function readBlockScalar(cursor: Cursor, parentIndent: number): string {
  const { codes } = cursor;
  const isFolded = codes[cursor.at] === char.greater;
  let at = cursor.at + 1;
  const isStripped = codes[at] === char.dash;
  if (isStripped) at += 1;
  while (codes[at] === char.space) at += 1;
  if (!isLineEnd(codes, at)) throw beyond;
  cursor.at = startOfNextLine(codes, at);
  const lines = readLines(cursor, parentIndent);
  skipToContent(cursor);
  const last = isStripped ? '' : '\n';
  if (isFolded) return fold(lines, last);
  return isStripped ? lines.join('\n') : [...lines, ''].join('\n');
}

/** The lines without their indentation and without the empty ones at the end; the first is not empty. */
function readLines(cursor: Cursor, parentIndent: number): readonly string[] {
  const { text, codes } = cursor;
  const lines: string[] = [];
  let indent = -1;
  let filled = 0;
  while (codes[cursor.at] !== 0) {
    let start = cursor.at;
    while (codes[start] === char.space) start += 1;
    const column = start - cursor.at;
    if (isLineEnd(codes, start)) {
      if (indent === -1 || column > indent) throw beyond;
      lines.push('');
      cursor.at = startOfNextLine(codes, start);
      continue;
    }
    if (indent === -1) indent = column;
    if (column < indent) break;
    if (indent <= parentIndent) throw beyond;
    const end = endOfLine(codes, start);
    lines.push(text.slice(cursor.at + indent, end));
    filled = lines.length;
    cursor.at = startOfNextLine(codes, end);
  }
  if (indent === -1) throw beyond;
  lines.length = filled;
  return lines;
}

function fold(lines: readonly string[], last: string): string {
  const folded: string[] = [];
  let empty = 0;
  for (const line of lines) {
    if (line === '') empty += 1;
    else {
      if (line.startsWith(' ')) throw beyond;
      if (folded.length > 0) folded.push(empty === 0 ? ' ' : '\n'.repeat(empty));
      folded.push(line);
      empty = 0;
    }
  }
  folded.push(last);
  return folded.join('');
}
