import { mapLiterals } from '../pattern/pattern.ts';
import type { Pattern } from '../pattern/pattern.ts';
import { madeText, patternOf } from './modifier.ts';
import type { ValueModifier } from './modifier.ts';

/** What Windows programs accept before an option: hyphen, slash, en dash, em dash, horizontal bar. */
const dashes = ['-', '/', '–', '—', '―'];
/** A dash that begins an option: a word follows and none precedes. */
const optionDash = /(?<![\p{L}\p{N}_])[-/–—―](?=[\p{L}\p{N}_])/gu;
/** Dashes of one value: each multiplies its alternatives by five. */
const maxDashes = 4;

/** Each dash that begins an option becomes any of the dashes, independently of the others. */
export const windash: ValueModifier = {
  kind: 'value',
  stages: { plain: 'dashed', wrapped: 'wrapped' },
  remedy: 'put it first, or next to "contains", "startswith" or "endswith"',
  apply: (value) => {
    const pattern = patternOf(value);
    if (pattern === undefined) return { refusal: 'needs a text' };
    const found = pattern.flatMap((part) => (typeof part === 'string' ? [...part.matchAll(optionDash)] : []));
    if (found.length > maxDashes)
      return { refusal: `expands at most ${maxDashes} dashes, and this has ${found.length}` };
    const patterns = found.reduce<readonly Pattern[]>(
      (alternatives, _, index) =>
        alternatives.flatMap((alternative) => dashes.map((dash) => replaceNth(alternative, index, dash))),
      [pattern],
    );
    return { values: patterns.map(madeText) };
  },
};

/** Replaces option dash number `index`; the ones before it may already be other dashes, and still count. */
function replaceNth(pattern: Pattern, index: number, dash: string): Pattern {
  let seen = -1;
  return mapLiterals(pattern, (literal) =>
    literal.replaceAll(optionDash, (found) => {
      seen += 1;
      return seen === index ? dash : found;
    }),
  );
}
