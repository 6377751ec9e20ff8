import type { Test } from '../detection/predicate.ts';
import { anyOne, anyRun, parsePattern } from '../pattern/pattern.ts';
import type { Random } from './random.ts';
import { writeRegexText } from './write-regex-text.ts';

/** A part of a text that several tests ask for. */
export interface Piece {
  readonly text: string;
  readonly place: 'first' | 'middle' | 'last' | 'whole';
}

/** What the tests ask for, as pieces; `filler` goes where a pattern or regular expression allows any text. */
export function piecesOf(
  tests: readonly Test[],
  random: Random | undefined,
  filler: string,
): readonly Piece[] {
  return tests.flatMap((test): readonly Piece[] => {
    switch (test.kind) {
      case 'equals':
        return [{ text: test.text, place: 'whole' }];
      case 'prefix':
        return [{ text: test.text, place: 'first' }];
      case 'suffix':
        return [{ text: test.text, place: 'last' }];
      case 'contains':
        return [{ text: test.text, place: 'middle' }];
      case 'wildcard':
        return patternPieces(test.source, random, filler);
      case 'regex': {
        const written = writeRegexText(test.source, random, filler);
        if (written === undefined) return [];
        const { text, isFirst, isLast } = written;
        return [{ text, place: isFirst ? (isLast ? 'whole' : 'first') : isLast ? 'last' : 'middle' }];
      }
      default:
        return [];
    }
  });
}

/** The literal runs of a pattern: other pieces fit in at its `*`, unless `filler` takes that place. */
function patternPieces(source: string, random: Random | undefined, filler: string): readonly Piece[] {
  const runs: string[] = [''];
  for (const part of parsePattern(source)) {
    if (part === anyRun) runs.push('');
    else runs[runs.length - 1] += part === anyOne ? (['a', '1', '-'][random?.below(3) ?? 0] ?? 'a') : part;
  }
  const [first = ''] = runs;
  if (runs.length === 1) return [{ text: first, place: 'whole' }];
  if (filler !== '') return [{ text: [first, filler, ...runs.slice(1)].join(''), place: 'whole' }];
  const pieces: Piece[] = [
    { text: first, place: 'first' },
    // Their order counts, so that they stay together.
    { text: runs.slice(1, -1).join(''), place: 'middle' },
    { text: runs.at(-1) ?? '', place: 'last' },
  ];
  return pieces.filter(({ text }) => text !== '');
}

/**
 * Puts pieces together, with a separator or, without one, as they would stand in a log: the longest first piece, the middle ones that are not in it already, and the longest last one. With
 * a `random`, the middle ones come in any order, and something may stand at the open ends.
 */
export function joinPieces(
  pieces: readonly Piece[],
  separator: string | undefined,
  random: Random | undefined,
): string {
  const longest = (place: Piece['place']): string =>
    pieces.reduce(
      (best, piece) => (piece.place === place && piece.text.length > best.length ? piece.text : best),
      '',
    );
  const whole = longest('whole');
  const first = longest('first');
  const last = longest('last');
  const middle: string[] = [];
  const texts = pieces.filter(({ place }) => place === 'middle').map(({ text }) => text);
  for (const text of texts.toSorted((a, b) => b.length - a.length)) {
    if (![first, last, whole, ...middle].some((other) => other.includes(text))) middle.push(text);
  }
  const ordered =
    random === undefined ? texts.filter((text) => middle.includes(text)) : shuffle(middle, random);
  const parts = [...new Set([first, whole, ...ordered, last])].filter((text) => text !== '');
  if (separator === undefined)
    return parts.reduce((text, part) => (text === '' ? part : joinNaturally(text, part)), '');
  const joined = parts.join(separator);
  if (random === undefined) return joined;
  const before = first === '' && random.below(2) === 0 ? 'x' : '';
  const after = last === '' && random.below(2) === 0 ? 'x' : '';
  return before + joined + after;
}

/** Paths share the separator at which they meet; what is no path has a space between. */
function joinNaturally(before: string, after: string): string {
  const end = before.at(-1) ?? '';
  if (end === after.charAt(0) && /[\\/\s]/.test(end)) return before + after.slice(1);
  return /[\\/]$/.test(before) || /^[\\/.]/.test(after) || /\s$/.test(before) || /^\s/.test(after)
    ? before + after
    : `${before} ${after}`;
}

function shuffle(texts: readonly string[], random: Random): readonly string[] {
  return texts
    .map((text): [number, string] => [random.below(2 ** 20), text])
    .toSorted(([a], [b]) => a - b)
    .map(([, text]) => text);
}
