import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCodePoints, readText } from '../pattern/code-points.ts';
import { foldCase } from '../pattern/fold.ts';
import type { Test } from './predicate.ts';
import { testCodePoints } from './test-code-points.ts';
import { testText } from './test-text.ts';

const text = createCodePoints();

function answer(question: Test, written: string): boolean | undefined {
  return testCodePoints(question, readText(text, written));
}

const words = fc
  .array(fc.constantFrom(...'aAbkSé1İſ\u212a\n', '😀', '\ud800', 'ab'), { maxLength: 6 })
  .map((parts) => parts.join(''));
const patterns = fc.array(fc.constantFrom('a', 'b', 'k', 's', 'é', '1', '?', '*'), { maxLength: 6 });
const numbers = fc.constantFrom(
  '0',
  '-1',
  '10',
  '999999999999999',
  '9007199254740993',
  '12345678901234567890',
);
const operators = fc.constantFrom('lt', 'lte', 'gt', 'gte');
const limits = fc.constantFrom(
  0,
  -1,
  9.5,
  10,
  999_999_999_999_999,
  9_007_199_254_740_993n,
  12_345_678_901_234_567_890n,
);
const questions: fc.Arbitrary<Test> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('equals', 'prefix', 'suffix', 'contains'),
    text: words,
    isCased: fc.constant(true),
  }),
  fc.record({
    kind: fc.constant('wildcard'),
    source: patterns.map((parts) => parts.join('')),
    isCased: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('network'), cidr: fc.constantFrom('10.0.0.0/8', '::/0', 'fe80::/10') }),
  fc.record({ kind: fc.constant('compare'), operator: operators, limit: limits }),
);
const addresses = fc.constantFrom('10.1.2.3', '::1', 'fe80::2', '::ffff:10.0.0.1', '10.1.2');
const signs = fc.constantFrom('', '', '-', '+', ' ');
const texts = fc.oneof(
  words,
  addresses,
  fc.tuple(signs, numbers, fc.constantFrom('', '', '1', '.5', 'e2', ' ')).map((parts) => parts.join('')),
);

test('code points pass where their text does', () => {
  let told = 0;
  fc.assert(
    fc.property(questions, texts, (question, written) => {
      const found = answer(question, written);
      if (found === undefined) return;
      told += 1;
      expect(found).toBe(testText(question, written, foldCase(written)));
    }),
    { numRuns: 20_000 },
  );
  expect(told).toBeGreaterThan(14_000);
});

const left: readonly (readonly [Test, string])[] = [
  [{ kind: 'time', part: 'hour', operator: 'eq', limit: 3 }, '2026-01-01T03:00:00Z'],
  [{ kind: 'compare', operator: 'gt', limit: 3 }, '4.5'],
  [{ kind: 'compare', operator: 'gt', limit: 12_345_678_901_234_567_890n }, '12345678901234567891'],
  [{ kind: 'regex', source: 'É', flags: 'i' }, 'é'],
];

test('times, fractions, long integers and what RE2 alone knows are left to the text', () => {
  for (const [question, written] of left) {
    expect(answer(question, written)).toBeUndefined();
    expect(testText(question, written, foldCase(written))).toBe(true);
  }
});
