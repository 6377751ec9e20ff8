import type { Span } from '@sluice/diagnostics';
import type { YamlScalar } from './yaml-node.ts';

/** Turns offsets into 1-based lines and columns of `text`. */
export function createLocator(text: string): (start: number, end: number) => Span {
  const lineStarts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lineStarts.push(at + 1);
  const position = (offset: number): { line: number; column: number } => {
    let low = 0;
    let high = lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (lineStarts[low] ?? 0) + 1 };
  };
  return (start, end) => {
    const from = position(start);
    const to = position(Math.max(start, end));
    return { ...from, endLine: to.line, endColumn: to.column };
  };
}

/**
 * Offset in `text` of character `index` of a string scalar's value. Folding and quoting change white space and
 * delimiters only, so the characters that are not white space are counted off; escapes in double quotes make it inexact.
 */
export function offsetInScalar(text: string, scalar: YamlScalar, index: number): number {
  const value = String(scalar.value);
  let toSkip = value.slice(0, index).replaceAll(/\s/g, '').length;
  let offset = scalar.start;
  const first = text[offset];
  if (first === '"' || first === "'") offset += 1;
  else if (first === '|' || first === '>') offset = text.indexOf('\n', offset) + 1;
  for (; offset < scalar.end; offset += 1) {
    if (/\s/.test(text[offset] ?? '')) continue;
    if (toSkip === 0) return offset;
    toSkip -= 1;
  }
  return scalar.end;
}
