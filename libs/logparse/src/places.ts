import type { Span } from '@sluice/diagnostics';

/** Makes a function that tells lines and columns of offsets in a text. */
export function createPlaces(text: string): (start: number, end: number) => Span {
  const lineStarts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lineStarts.push(at + 1);
  const place = (offset: number): readonly [line: number, column: number] => {
    const line = lineStarts.findLastIndex((start) => start <= offset);
    return [line + 1, offset - (lineStarts[line] ?? 0) + 1];
  };
  return (start, end) => {
    const [line, column] = place(start);
    const [endLine, endColumn] = place(end);
    return { line, column, endLine, endColumn };
  };
}
