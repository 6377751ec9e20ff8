import type { Span } from '@sluice/diagnostics';
import { maxDepth, maxNodes, maxTextLength } from '../limits.ts';
import type { YamlDocument, YamlEntry, YamlMap, YamlNode, YamlScalar } from '../yaml-node.ts';
import { readBlockScalar } from './block-scalar.ts';
import * as char from './characters.ts';
import { resolvePlain } from './core-schema.ts';
import { beyond, createCursor, isBlank, isLineEnd, skipToContent, startOfNextLine } from './cursor.ts';
import type { Cursor } from './cursor.ts';
import { readFlowCollection } from './flow-collection.ts';
import { readPlainLines, readQuotedLines } from './flow-scalar.ts';
import { isPlainStart, readKey } from './key.ts';
import { list, map, scalar } from './nodes.ts';

const nowhere: Span = { line: 1, column: 1, endLine: 1, endColumn: 1 };
const withoutPlaces = { spanOf: () => nowhere, spanWithin: () => nowhere };

/**
 * Reads the YAML that rules are written in, without places: block maps and lists, scalars of all styles, flow lists of
 * scalars in one line. Undefined for anything else (anchors, tags, directives, odd numbers, errors …), which the full reader
 * must judge. What it does read, the full reader reads the same. Keys of entries are stand-ins: only `name` counts.
 */
export function readQuickly(text: string): YamlDocument | undefined {
  if (text.length > maxTextLength) return undefined;
  const unix = text.includes('\r') ? text.replaceAll('\r\n', '\n') : text;
  if (!unix.isWellFormed()) return undefined;
  try {
    const cursor = createCursor(unix);
    if (unix.startsWith('---\n')) cursor.at = 4;
    skipToContent(cursor);
    if (cursor.indent === -1) return undefined;
    const root = readBlock(cursor, 0, -1, 0);
    return cursor.indent === -1 ? { root, ...withoutPlaces } : undefined;
  } catch (cause) {
    if (cause === beyond) return undefined;
    throw cause;
  }
}

/** Reads the value that begins at the cursor, on a line of its own after the indicator or key that ends at `after`. */
function readBlock(cursor: Cursor, after: number, parentIndent: number, depth: number): YamlNode {
  if (isDash(cursor)) return readList(cursor, cursor.indent, depth);
  const key = readKey(cursor);
  if (key !== undefined) return readMap(cursor, key, cursor.indent, depth);
  // The full reader takes some comments before such a scalar amiss.
  for (let at = after; at < cursor.at; at += 1) if (cursor.codes[at] === char.hash) throw beyond;
  return readInline(cursor, parentIndent);
}

function isDash({ codes, at }: Cursor): boolean {
  return codes[at] === char.dash && isBlank(codes, at + 1);
}

const keyWithoutPlace = scalar(null);

/**
 * Reads a block map at column `indent`, whose first key is read already. It ends at a line with another indent: if that fits
 * no collection around it, none goes on, and the text is not at its end.
 */
function readMap(cursor: Cursor, firstName: string, indent: number, depth: number): YamlMap {
  const entries: YamlEntry[] = [];
  let name: string | undefined = firstName;
  count(cursor, depth);
  for (;;) {
    if (name === '<<' || hasName(entries, name)) throw beyond;
    entries.push({ key: keyWithoutPlace, name, value: readEntryValue(cursor, indent, depth + 1) });
    count(cursor, depth);
    if (cursor.indent !== indent) break;
    name = readKey(cursor);
    if (name === undefined) throw beyond;
  }
  return map(entries);
}

/** Above so many entries a map is left to the full reader, which finds duplicates with a set. */
const maxEntries = 200;

function hasName(entries: readonly YamlEntry[], name: string): boolean {
  if (entries.length > maxEntries) throw beyond;
  for (const entry of entries) if (entry.name === name) return true;
  return false;
}

function count(cursor: Cursor, depth: number): void {
  countNode(cursor);
  if (depth >= maxDepth - 1) throw beyond;
}

function countNode(cursor: Cursor): void {
  cursor.nodes += 1;
  if (cursor.nodes >= maxNodes) throw beyond;
}

/** Reads what follows the colon of a key at column `indent`: in the same line, or in lines below. */
function readEntryValue(cursor: Cursor, indent: number, depth: number): YamlNode {
  const after = cursor.at;
  if (!skipToValue(cursor)) return readInline(cursor, indent);
  if (cursor.indent > indent) return readBlock(cursor, after, indent, depth);
  // A list may stand at the column of its key.
  return cursor.indent === indent && isDash(cursor) ? readList(cursor, indent, depth) : nothing(cursor);
}

/** Moves to the value after an indicator; true if it is not in the same line, and the cursor is at another. */
function skipToValue(cursor: Cursor): boolean {
  const { codes } = cursor;
  const start = cursor.at;
  while (codes[cursor.at] === char.space) cursor.at += 1;
  const isComment = codes[cursor.at] === char.hash && cursor.at > start;
  if (!isComment && !isLineEnd(codes, cursor.at)) return false;
  cursor.at = startOfNextLine(codes, cursor.at);
  skipToContent(cursor);
  return true;
}

/** Reads a list whose dashes stand at column `indent`. */
function readList(cursor: Cursor, indent: number, depth: number): YamlNode {
  const items: YamlNode[] = [];
  count(cursor, depth);
  do {
    const dash = cursor.at;
    cursor.at += 1;
    if (!skipToValue(cursor)) items.push(readItem(cursor, indent, indent + cursor.at - dash, depth + 1));
    else items.push(cursor.indent > indent ? readBlock(cursor, dash, indent, depth + 1) : nothing(cursor));
  } while (cursor.indent === indent && isDash(cursor));
  return list(items);
}

/** Reads a list's item in the line of its dash: a map whose keys stand at `column`, or a scalar. */
function readItem(cursor: Cursor, indent: number, column: number, depth: number): YamlNode {
  if (isDash(cursor)) throw beyond;
  const key = readKey(cursor);
  return key === undefined ? readInline(cursor, indent) : readMap(cursor, key, column, depth);
}

/** Reads a value that begins in the midst of a line and is no block collection; its further lines are indented by more. */
function readInline(cursor: Cursor, parentIndent: number): YamlNode {
  // The document itself is a map or a list.
  if (parentIndent < 0) throw beyond;
  const { codes, at } = cursor;
  const code = codes[at];
  countNode(cursor);
  if (code === char.quote || code === char.doubleQuote) return scalar(readQuotedLines(cursor, parentIndent));
  if (code === char.bar || code === char.greater) return scalar(readBlockScalar(cursor, parentIndent));
  if (code === char.openBracket || code === char.openBrace) return readFlowCollection(cursor);
  if (!isPlainStart(codes, at)) throw beyond;
  return scalar(resolvePlain(readPlainLines(cursor, parentIndent)));
}

function nothing(cursor: Cursor): YamlScalar {
  countNode(cursor);
  return scalar(null);
}
