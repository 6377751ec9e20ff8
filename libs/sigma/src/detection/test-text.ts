import { keptBy } from '../kept-by.ts';
import { createCodePoints, readText } from '../pattern/code-points.ts';
import { parsePattern } from '../pattern/pattern.ts';
import { compileWildcard } from '../pattern/wildcard.ts';
import { compileNetwork } from './network.ts';
import type { Test, TextMatch } from './predicate.ts';
import { compileRegex } from './regex.ts';
import { compare, isNumeric } from './numeric.ts';
import { readTimePart } from './time-part.ts';

/** Whether a text, which is given after case folding, too, passes. */
type Matcher = (text: string, folded: string) => boolean;

/** Whether one value passes a test; `folded` is the same text after case folding. Tests of whole fields answer false. */
export function testText(test: Test, text: string, folded: string): boolean {
  switch (test.kind) {
    case 'equals':
    case 'prefix':
    case 'suffix':
    case 'contains':
      return matchText(test.kind, test.isCased ? text : folded, test.text);
    case 'wildcard':
      return matcherOf(test)(test.isCased ? text : folded, folded);
    case 'regex':
    case 'network':
      return matcherOf(test)(text, folded);
    case 'compare':
      return isNumeric(text) && compare(test.operator, numberOf(text, test.limit), test.limit);
    case 'time': {
      const part = readTimePart(text, test.part);
      return (
        part !== undefined &&
        (test.operator === 'eq' ? part === test.limit : compare(test.operator, part, test.limit))
      );
    }
    default:
      return false;
  }
}

/** Compares two texts. */
export function matchText(match: TextMatch, text: string, pattern: string): boolean {
  switch (match) {
    case 'equals':
      return text === pattern;
    case 'prefix':
      return text.startsWith(pattern);
    case 'suffix':
      return text.endsWith(pattern);
    case 'contains':
      return text.includes(pattern);
  }
}

const never = (): boolean => false;
const address = createCodePoints();

/** Tests that need more than a comparison. */
const matcherOf = keptBy((test: Test & { readonly kind: 'wildcard' | 'regex' | 'network' }): Matcher => {
  switch (test.kind) {
    case 'wildcard':
      return compileWildcard(parsePattern(test.source));
    case 'network': {
      const isIn = compileNetwork(test.cidr) ?? never;
      return (text) => isIn(readText(address, text));
    }
    case 'regex': {
      const regex = compileRegex(test.source, test.flags);
      return regex.ok ? regex.matches : never;
    }
  }
});

/** Most digits that are compared exactly: making a bigint of a text takes more than linear time. */
const maxExactDigits = 40;

/** The number that a decimal text writes, exactly where the limit needs it. */
function numberOf(text: string, limit: number | bigint): number | bigint {
  if (typeof limit === 'bigint' && text.length <= maxExactDigits && /^\s*[+-]?\d+\s*$/.test(text)) {
    return BigInt(text.trim().replace(/^\+/, ''));
  }
  return Number(text);
}
