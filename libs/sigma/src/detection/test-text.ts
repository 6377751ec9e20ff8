import type { Test, TextMatch } from './predicate.ts';

/** Whether one value passes a test; `folded` is the same text after case folding. Tests of whole fields answer false. */
export function testText(test: Test, text: string, folded: string): boolean {
  switch (test.kind) {
    case 'equals':
    case 'prefix':
    case 'suffix':
    case 'contains':
      return matchText(test.kind, test.isCased ? text : folded, test.text);
    case 'wildcard':
      return test.matches(test.isCased ? text : folded);
    case 'regex':
      return (test.literal === '' || text.includes(test.literal)) && test.matches(text);
    case 'network':
      return test.contains(text);
    case 'compare':
      return isNumeric(text) && test.holds(Number(text));
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

/** Decimal numbers only: `Number` would also read '', ' ', '0x10' and 'Infinity'. */
function isNumeric(text: string): boolean {
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text.trim());
}
