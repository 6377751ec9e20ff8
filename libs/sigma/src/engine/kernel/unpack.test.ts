import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kernelBytes } from './generated/kernel-bytes.ts';
import { bytesOfBase64, unpack } from './unpack.ts';

const utf8 = new TextEncoder();
/** Characters of which some are more frequent than others: so many that the packer gives them a code of their own. */
function skewed(length: number): string {
  return Array.from({ length }, (_, at) =>
    String.fromCharCode(97 + Math.floor(((at * at * 31) % 1009) ** 2 / 40_000)),
  ).join('');
}

const head = skewed(2000);

describe('packed bytes', () => {
  test.each<readonly [name: string, text: string]>([
    ['literals and short copies', head],
    ['the longest copy', `${head}${'a'.repeat(4000)}`],
    ['a copy from afar', `${head}${'0123456789'.repeat(2500)}${head}`],
  ])('%s', (_, text) => {
    const bytes = utf8.encode(text);
    expect(unpack(deflateRawSync(bytes, { level: 9 }))).toEqual(bytes);
  });

  test('give back whatever was packed', () => {
    const repetitive = fc
      .array(fc.tuple(fc.constantFrom('abcd', 'xyz', '\0', skewed(83)), fc.integer({ min: 1, max: 90 })))
      .map((parts) => utf8.encode(head + parts.map(([text, times]) => text.repeat(times)).join('')));
    fc.assert(
      fc.property(repetitive, (bytes) => {
        expect(unpack(deflateRawSync(bytes, { level: 9 }))).toEqual(bytes);
      }),
    );
  });

  test('in several blocks', () => {
    const bytes = utf8.encode(Array.from({ length: 40_000 }, (_, line) => (line * 7919) % 10_007).join('\n'));
    expect(unpack(deflateRawSync(bytes, { level: 9 }))).toEqual(bytes);
  });

  test('of another kind are refused', () => {
    expect(() => unpack(deflateRawSync(utf8.encode('abc')))).toThrow('codes of its own');
  });

  test('are what the kernel comes as', () => {
    expect(WebAssembly.validate(unpack(bytesOfBase64(kernelBytes)))).toBe(true);
  });
});
