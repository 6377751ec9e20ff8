import { parsePattern } from '../pattern/pattern.ts';
import type { Test } from './predicate.ts';

/** A text that is in every value which passes the test, case-folded as the test's own texts are; '' where none is known. */
export function mandatoryText(test: Test): string {
  switch (test.kind) {
    case 'equals':
    case 'prefix':
    case 'suffix':
    case 'contains':
      return test.text;
    case 'wildcard':
      return longestLiteral(test.source);
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
