import { parseRegex } from '../regex/parse-regex.ts';
import type { CodeRange, RegexEdge, RegexNode } from '../regex/parse-regex.ts';
import type { Random } from './random.ts';

/** A text that a regular expression should find; whether it does must be tested. */
export interface RegexText {
  readonly text: string;
  /** Must stand first, or last, in the value. */
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

/** Most UTF-16 units of a text. */
const maxLength = 20_000;

/**
 * Writes a text for a regular expression; undefined where its syntax is not understood or the text gets too long. Without a
 * `random` the shortest and first of everything is taken. `filler` goes where any text may stand.
 */
export function writeRegexText(
  source: string,
  random: Random | undefined,
  filler: string,
): RegexText | undefined {
  const syntax = parseRegex(source, '');
  if (syntax === undefined) return undefined;
  let text = '';
  let isFirst = false;
  let isLast = false;
  let fillerLeft = filler;
  const pick = (count: number): number => random?.below(count) ?? 0;

  const writeEdge = (edge: RegexEdge): void => {
    if (edge === 'end' || edge === 'lineEnd') isLast = true;
    if (edge !== 'start' && edge !== 'lineStart') return;
    if (text === '') isFirst = true;
    else text += '\n';
  };
  const write = (node: RegexNode): void => {
    if (text.length > maxLength) return;
    switch (node.kind) {
      case 'character':
        text += charOf(node.ranges, node.isNegated, pick);
        return;
      case 'edge':
        writeEdge(node.edge);
        return;
      case 'sequence':
        for (const item of node.items) write(item);
        return;
      case 'choice': {
        const chosen = node.items[pick(node.items.length)];
        if (chosen !== undefined) write(chosen);
        return;
      }
      case 'repeat': {
        if (isAnyText(node) && fillerLeft.length >= node.least) {
          text += fillerLeft;
          fillerLeft = '';
          if (filler !== '') return;
        }
        const times = Math.min(node.most, node.least + pick(3));
        for (let time = 0; time < times && text.length <= maxLength; time += 1) write(node.item);
      }
    }
  };

  write(syntax);
  return text.length > maxLength ? undefined : { text, isFirst, isLast };
}

function isAnyText({ item, most }: RegexNode & { readonly kind: 'repeat' }): boolean {
  return most === Infinity && item.kind === 'character' && item.isNegated;
}

/** What stands for any character, likeliest first. */
const palette = [...'ax0b1_-. /\\:=@é'];

function charOf(ranges: readonly CodeRange[], isNegated: boolean, pick: (count: number) => number): string {
  const isIn = (char: string): boolean => {
    const code = char.codePointAt(0) ?? 0;
    return ranges.some(([from, to]) => code >= from && code <= to);
  };
  if (isNegated) {
    const allowed = palette.filter((char) => !isIn(char));
    return allowed[pick(allowed.length)] ?? '~';
  }
  const [from, to] = ranges[pick(ranges.length)] ?? [120, 120];
  const code = Math.min(to, from + pick(Math.min(26, to - from + 1)));
  // Halves of surrogate pairs are no characters.
  return code >= 0xd800 && code <= 0xdfff ? '\ufffd' : String.fromCodePoint(code);
}
