import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCodePoints, foldCodePoints, readText, textOf } from './code-points.ts';
import { foldCase } from './fold.ts';

const text = createCodePoints();
const folded = createCodePoints();

test('a text read is the same text again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (written) => {
      expect(textOf(readText(text, written))).toBe(written);
    }),
  );
  expect(textOf(readText(text, '\ud83dx\ude00'))).toBe('\ud83dx\ude00');
});

test('every character folds as it does in a text', () => {
  for (let first = 0; first <= 0x10ffff; first += 0x1000) {
    const all = Array.from({ length: 0x1000 }, (_, at) => String.fromCodePoint(first + at)).join('\n');
    if (textOf(foldCodePoints(readText(text, all), folded)) !== foldCase(all))
      expect(textOf(folded)).toBe(foldCase(all));
  }
});

test.each(['ΟΔΟΣ ΣΑΣ', 'İSTANBUL İ', 'Straße ẞ', 'ǅungla Ǆ', '𐐀𐐨', 'I\u0307'])(
  '%s folds as a text does',
  (written) => {
    expect(textOf(foldCodePoints(readText(text, written), folded))).toBe(foldCase(written));
  },
);
