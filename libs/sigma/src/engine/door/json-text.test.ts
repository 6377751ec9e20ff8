import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCodePoints, readText, textOf } from '../../pattern/code-points.ts';
import { readJsonText, writeJsonText, writeUtf8 } from './json-text.ts';

const text = createCodePoints();
const encoder = new TextEncoder();
const texts = fc.string({ unit: 'binary', maxLength: 60 });
/** Each character in one of the ways in which JSON may write it. */
const ways = fc.array(fc.nat({ max: 2 }), { minLength: 60, maxLength: 60 });

function escapeUnits(written: string): string {
  return Array.from({ length: written.length }, (_, at) => {
    const hex = written.charCodeAt(at).toString(16).padStart(4, '0');
    return `\\u${at % 2 === 0 ? hex : hex.toUpperCase()}`;
  }).join('');
}

test('a string is read as JSON.parse reads it', () => {
  fc.assert(
    fc.property(texts, ways, (written, choices) => {
      const json = Array.from(written, (char, at) =>
        choices[at] === 0 || !char.isWellFormed() ? escapeUnits(char) : JSON.stringify(char).slice(1, -1),
      ).join('');
      const bytes = encoder.encode(`"${json}"`);
      expect(textOf(readJsonText(text, bytes, 1, bytes.length - 1, true))).toBe(JSON.parse(`"${json}"`));
    }),
    { numRuns: 2000 },
  );
  const bytes = encoder.encode('\\b\\f\\n\\r\\t\\/\\"\\\\');
  expect(textOf(readJsonText(text, bytes, 0, bytes.length, true))).toBe('\b\f\n\r\t/"\\');
});

test('a text without escapes is read as it is', () => {
  const bytes = encoder.encode('a\\nб😀');
  expect(textOf(readJsonText(text, bytes, 0, bytes.length, false))).toBe('a\\nб😀');
});

test('a text is written as TextEncoder and JSON.stringify do', () => {
  const target = new Uint8Array(1000);
  fc.assert(
    fc.property(texts, (written) => {
      readText(text, written);
      const json = encoder.encode(JSON.stringify(written).slice(1, -1));
      expect(target.subarray(7, 7 + writeJsonText(text, target, 7))).toEqual(json);
      const length = writeUtf8(text, target, 7);
      if (written.isWellFormed()) expect(target.subarray(7, 7 + length)).toEqual(encoder.encode(written));
    }),
  );
});

test('half a pair of surrogates is written as a character of three bytes, or as an escape', () => {
  const target = new Uint8Array(16);
  readText(text, 'a\ud800b');
  expect([...target.subarray(0, writeUtf8(text, target, 0))]).toEqual([0x61, 0xed, 0xa0, 0x80, 0x62]);
  expect(new TextDecoder().decode(target.subarray(0, writeJsonText(text, target, 0)))).toBe('a\\ud800b');
});
