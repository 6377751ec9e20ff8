import type { YamlList, YamlScalar } from '../yaml/yaml-node.ts';
import type { TextEdit } from './text-edit.ts';

/** Plain scalars of these characters are texts wherever they stand. */
const plainText = /^[A-Za-z][\w.-]*(?: [\w.-]+)*$/;

/**
 * Writes another value in place of a scalar, in the same quotes. Undefined where that is not surely safe: values with
 * escapes, on several lines, or that would need other quotes.
 */
export function replaceScalar(
  text: string,
  scalar: YamlScalar,
  value: string,
): readonly TextEdit[] | undefined {
  const source = text.slice(scalar.start, scalar.end);
  const written = String(scalar.value);
  const { start, end } = scalar;
  if (/[\r\n]/.test(source) || /[\r\n'"]/.test(value)) return undefined;
  if (source === written)
    return isPlainDate(value) || plainText.test(value) ? [{ start, end, newText: value }] : undefined;
  if (source === `'${written}'`) return [{ start, end, newText: `'${value}'` }];
  return source === `"${written}"` && !value.includes('\\')
    ? [{ start, end, newText: `"${value}"` }]
    : undefined;
}

function isPlainDate(value: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(value);
}

/** Puts single quotes around a plain scalar; undefined if it isn't one. */
export function quoteScalar(text: string, { start, end }: YamlScalar): readonly TextEdit[] | undefined {
  const source = text.slice(start, end);
  return /^[\w.+-]+$/.test(source) ? [{ start, end, newText: `'${source}'` }] : undefined;
}

/** Takes an item of a block list out, with its line; undefined where the line holds anything else. */
export function removeListItem(
  text: string,
  list: YamlList,
  item: YamlScalar,
): readonly TextEdit[] | undefined {
  const lineStart = text.lastIndexOf('\n', item.start - 1) + 1;
  const lineEnd = text.indexOf('\n', item.end);
  const end = lineEnd === -1 ? text.length : lineEnd + 1;
  const before = text.slice(lineStart, item.start);
  const after = text.slice(item.end, lineEnd === -1 ? text.length : lineEnd);
  const isOwnLine = /^[ \t]*-[ \t]+$/.test(before) && /^[ \t\r]*$/.test(after);
  // Without its first item, a list that begins on its key's line would lose its place.
  const isFirst = list.items[0] === item;
  if (!isOwnLine || isFirst || list.items.length < 2) return undefined;
  return [{ start: lineStart, end, newText: '' }];
}

/** Writes another text in place of a part of a key that is written plainly; undefined if the part isn't found there. */
export function replaceInKey(
  text: string,
  key: YamlScalar,
  part: string,
  newText: string,
): readonly TextEdit[] | undefined {
  const source = text.slice(key.start, key.end);
  const at = source.lastIndexOf(part);
  const plain = source.replace(/^(['"])(.*)\1$/s, '$2');
  if (at === -1 || plain !== String(key.value) || source.indexOf(part) !== at) return undefined;
  return [{ start: key.start + at, end: key.start + at + part.length, newText }];
}
