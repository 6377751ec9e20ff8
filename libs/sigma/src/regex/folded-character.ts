import { foldCase } from '../pattern/fold.ts';
import type { RegexCharacter } from './parse-regex.ts';

/** Any ASCII character. */
export const anyAscii = (1n << 128n) - 1n;
const upperLetters = maskOf(65, 90);
/** Most characters that are listed. */
const maxTexts = 5;

/** All that a character may be after case folding, where that is little. */
export function foldedTexts(character: RegexCharacter): readonly string[] | undefined {
  const { ranges, ignoresCase } = character;
  const count = ranges.reduce((sum, [from, to]) => sum + to - from + 1, 0);
  if (isAnything(character) || count > 2 * maxTexts) return undefined;
  const texts = new Set<string>();
  for (const [from, to] of ranges)
    for (let code = from; code <= to; code += 1) texts.add(foldCase(String.fromCodePoint(code)));
  // RE2 takes letters for equal that lower-casing keeps apart: of ASCII, s and ſ.
  if (ignoresCase && texts.has('s')) texts.add('ſ');
  return texts.size > maxTexts ? undefined : [...texts];
}

/** What a character may be of ASCII after case folding, as a mask by code. May hold too much. */
export function foldedAscii(character: RegexCharacter): bigint {
  if (isAnything(character)) return anyAscii;
  let mask = 0n;
  for (const [from, to] of character.ranges) {
    mask |= maskOf(from, Math.min(to, 127));
    // The Kelvin sign and the dotted I fold to ASCII.
    if (to > 127) mask |= maskOf(107, 107) | maskOf(105, 105);
  }
  const upper = mask & upperLetters;
  return (mask ^ upper) | (upper << 32n);
}

/** A negated class may hold either case of a letter that it excludes, and RE2 knows more equal letters beyond ASCII. */
function isAnything({ ranges, isNegated, ignoresCase }: RegexCharacter): boolean {
  return isNegated || (ignoresCase && ranges.some(([, to]) => to > 127));
}

function maskOf(from: number, to: number): bigint {
  return from > to ? 0n : (1n << BigInt(to + 1)) - (1n << BigInt(from));
}
