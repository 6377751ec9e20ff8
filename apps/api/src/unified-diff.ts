/** Lines of context around what differs. */
const CONTEXT = 3;
/** More comparisons are not made: all lines that differ are then told as one. */
const MAX_COMPARISONS = 4_000_000;

interface Line {
  readonly sign: ' ' | '-' | '+';
  readonly text: string;
}

/** How to come from one text to another, as `diff -u` writes it, without names of files; empty where they are the same. */
export function unifiedDiff(before: string, after: string): string {
  const lines = diffLines(linesOf(before), linesOf(after));
  const shown = hunks(lines);
  return shown.map(({ start, end }) => hunkText(lines, start, end)).join('');
}

/** Without a last line end; none for an empty text. */
function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}

function diffLines(before: readonly string[], after: readonly string[]): readonly Line[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1;
  let tail = 0;
  const isSameTail = (): boolean => before[before.length - 1 - tail] === after[after.length - 1 - tail];
  while (tail < Math.min(before.length, after.length) - head && isSameTail()) tail += 1;
  const same = (text: string): Line => ({ sign: ' ', text });
  return [
    ...before.slice(0, head).map(same),
    ...diffMiddle(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...before.slice(before.length - tail).map(same),
  ];
}

/** By the longest common subsequence. */
function diffMiddle(before: readonly string[], after: readonly string[]): readonly Line[] {
  const removed = before.map((text): Line => ({ sign: '-', text }));
  const added = after.map((text): Line => ({ sign: '+', text }));
  if (before.length * after.length > MAX_COMPARISONS) return [...removed, ...added];
  const width = after.length + 1;
  const common = new Uint32Array((before.length + 1) * width);
  const at = (row: number, column: number): number => common[row * width + column] ?? 0;
  for (let row = before.length - 1; row >= 0; row -= 1)
    for (let column = after.length - 1; column >= 0; column -= 1)
      common[row * width + column] =
        before[row] === after[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
  const lines: Line[] = [];
  let [row, column] = [0, 0];
  while (row < before.length && column < after.length) {
    const text = before[row] ?? '';
    if (text === after[column]) {
      lines.push({ sign: ' ', text });
      row += 1;
      column += 1;
    } else if (at(row + 1, column) >= at(row, column + 1)) {
      lines.push({ sign: '-', text });
      row += 1;
    } else {
      lines.push({ sign: '+', text: after[column] ?? '' });
      column += 1;
    }
  }
  return [...lines, ...removed.slice(row), ...added.slice(column)];
}

/** Where something differs, with the lines around it. */
function hunks(lines: readonly Line[]): readonly { readonly start: number; readonly end: number }[] {
  const found: { start: number; end: number }[] = [];
  for (const [index, { sign }] of lines.entries()) {
    if (sign === ' ') continue;
    const last = found.at(-1);
    const end = Math.min(lines.length, index + 1 + CONTEXT);
    if (last !== undefined && index - CONTEXT <= last.end) last.end = end;
    else found.push({ start: Math.max(0, index - CONTEXT), end });
  }
  return found;
}

function hunkText(lines: readonly Line[], start: number, end: number): string {
  const count = (part: readonly Line[], without: Line['sign']): number =>
    part.filter(({ sign }) => sign !== without).length;
  const [above, shown] = [lines.slice(0, start), lines.slice(start, end)];
  const place = (without: Line['sign']): string => {
    const length = count(shown, without);
    return `${count(above, without) + (length === 0 ? 0 : 1)},${length}`;
  };
  const text = shown.map((line) => `${line.sign}${line.text}\n`).join('');
  return `@@ -${place('+')} +${place('-')} @@\n${text}`;
}
