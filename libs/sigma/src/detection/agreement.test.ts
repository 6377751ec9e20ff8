import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agreementWith } from './agreement.ts';
import { matchText } from './test-text.ts';

const matches = ['equals', 'prefix', 'suffix', 'contains'] as const;
const word = fc
  .array(fc.constantFrom('a', 'b', 'ab', 'ba', '\u{1f600}', '\ud83d'), { maxLength: 8 })
  .map((parts) => parts.join(''));

describe('texts that agree with one of many', () => {
  test.each(matches)('%s: as each pair would tell', (match) => {
    const property = fc.property(
      fc.array(word, { maxLength: 60 }),
      fc.array(word, { maxLength: 20 }),
      fc.nat({ max: 1200 }),
      (others, texts, padding) => {
        // A long text calls for the tree.
        const all = ['x'.repeat(padding), ...others];
        const agrees = agreementWith(match, all);
        for (const text of [...texts, 'y'.repeat(2000), `${'ab'.repeat(600)}${texts[0] ?? ''}`, ...texts])
          expect(agrees(text)).toBe(all.some((other) => matchText(match, text, other)));
      },
    );
    fc.assert(property, { numRuns: 300 });
  });

  test.each(matches)('%s: nothing agrees with no text', (match) => {
    expect(agreementWith(match, [])('x'.repeat(2000))).toBe(false);
  });
});
