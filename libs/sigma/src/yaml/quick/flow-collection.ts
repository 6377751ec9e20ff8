import type { YamlNode } from '../yaml-node.ts';
import * as char from './characters.ts';
import { resolvePlain } from './core-schema.ts';
import { beyond, finishLine, isLineEnd, sliceTrimmed } from './cursor.ts';
import type { Cursor } from './cursor.ts';
import { readQuoted } from './flow-scalar.ts';
import { isOtherStart } from './key.ts';
import { list, map, scalar } from './nodes.ts';

/** Reads `[…]` of scalars in one line, or `{}`, with its line. */
export function readFlowCollection(cursor: Cursor): YamlNode {
  const { text, codes } = cursor;
  if (text.startsWith('{}', cursor.at)) {
    cursor.at += 2;
    finishLine(cursor);
    return map([]);
  }
  if (codes[cursor.at] !== char.openBracket) throw beyond;
  const items: YamlNode[] = [];
  cursor.at += 1;
  skipSpaces(cursor);
  if (codes[cursor.at] !== char.closeBracket) items.push(readItem(cursor));
  while (codes[cursor.at] === char.comma) {
    cursor.at += 1;
    skipSpaces(cursor);
    items.push(readItem(cursor));
  }
  if (codes[cursor.at] !== char.closeBracket) throw beyond;
  cursor.at += 1;
  cursor.nodes += items.length;
  finishLine(cursor);
  return list(items);
}

function readItem(cursor: Cursor): YamlNode {
  const { codes } = cursor;
  const code = codes[cursor.at];
  if (code === char.quote || code === char.doubleQuote) {
    const value = readQuoted(cursor);
    skipSpaces(cursor);
    return scalar(value);
  }
  const start = cursor.at;
  let at = start;
  for (; !isLineEnd(codes, at); at += 1) {
    const next = codes[at] ?? 0;
    if (next === char.comma || next === char.closeBracket) break;
    if (isOtherStart(next) || (next === char.colon && !isWordLike(codes[at + 1] ?? 0))) throw beyond;
  }
  // Indicators begin with these, and a plain text that does is left alone.
  if (at === start || !isWordLike(code ?? 0)) throw beyond;
  cursor.at = at;
  return scalar(resolvePlain(sliceTrimmed(cursor, start, at)));
}

function skipSpaces(cursor: Cursor): void {
  while (cursor.codes[cursor.at] === char.space) cursor.at += 1;
}

/** A letter, a digit, or one of `/`, `.`, `_`, `\`. */
function isWordLike(code: number): boolean {
  return (
    (code >= 0x2e && code <= 0x39) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x61 && code <= 0x7a) ||
    code === 0x5f ||
    code === char.backslash ||
    code > 0xbf
  );
}
