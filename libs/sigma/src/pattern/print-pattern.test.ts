import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyOne, anyRun, parsePattern } from './pattern.ts';
import type { PatternPart } from './pattern.ts';
import { printPattern } from './print-pattern.ts';

const literal = fc.string({
  unit: fc.constantFrom('a', '\\', '*', '?', ' ', '\n', 'é', '😀', '\ud83d', '%', '"'),
  minLength: 1,
  maxLength: 6,
});
/** Literals never stand next to each other. */
const pattern = fc.array(fc.oneof(literal, fc.constantFrom(anyRun, anyOne)), { maxLength: 8 }).map((parts) =>
  parts.filter((part, index): part is PatternPart => {
    const before = parts[index - 1];
    return typeof part !== 'string' || typeof before !== 'string';
  }),
);

describe('a printed pattern', () => {
  test('is read as what it was', () => {
    fc.assert(
      fc.property(pattern, (original) => {
        expect(parsePattern(printPattern(original))).toEqual(original);
      }),
      { numRuns: 2000 },
    );
  });

  test('is the same when it is read and printed again', () => {
    fc.assert(
      fc.property(literal, (text) => {
        const printed = printPattern(parsePattern(text));
        expect(printPattern(parsePattern(printed))).toBe(printed);
      }),
      { numRuns: 2000 },
    );
  });
});
