import { parsePattern } from '../pattern/pattern.ts';
import { mandatoryLiteral } from '../regex/mandatory-literal.ts';
import { parseRegex } from '../regex/parse-regex.ts';
import type { Test } from './predicate.ts';

/**
 * A text that is in every value which passes the test, or '' where none is known. Case-folded as the test's own texts
 * are; of a regular expression as it is written.
 */
export function mandatoryText(test: Test): string {
  switch (test.kind) {
    case 'equals':
    case 'prefix':
    case 'suffix':
    case 'contains':
      return test.text;
    case 'wildcard':
      return longestLiteral(test.source);
    case 'regex': {
      const node = parseRegex(test.source, test.flags);
      return node === undefined ? '' : mandatoryLiteral(node);
    }
    default:
      return '';
  }
}

function longestLiteral(source: string): string {
  let longest = '';
  for (const part of parsePattern(source)) {
    if (typeof part === 'string' && part.length > longest.length) longest = part;
  }
  return longest;
}
