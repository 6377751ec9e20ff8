import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pack } from '../../testing/pack.ts';
import { kernelBytes } from './generated/kernel-bytes.ts';
import { bytesOfBase64, unpack } from './unpack.ts';

/** A block by hand: texts are literals, numbers are bytes. */
function block(...parts: readonly (string | number)[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...utf8.encode(part)] : part)));
}

const utf8 = new TextEncoder();

describe('a packed block', () => {
  test.each<readonly [name: string, packed: Uint8Array, expected: string]>([
    ['nothing', block(0x00), ''],
    ['literals alone', block(0x30, 'abc'), 'abc'],
    ['a copy, and literals after it', block(0x40, 'abcd', 4, 0, 0x10, 'x'), 'abcdabcdx'],
    ['a copy that reaches into itself', block(0x11, 'a', 1, 0, 0x00), 'aaaaaa'],
    ['more literals than the token tells', block(0xf0, 2, 'abcdefghijklmnopq'), 'abcdefghijklmnopq'],
    ['a copy longer than the token tells', block(0x1f, 'a', 1, 0, 255, 0, 0x00), 'a'.repeat(275)],
  ])('%s', (_, packed, expected) => {
    expect(new TextDecoder().decode(unpack(packed))).toBe(expected);
  });

  test('gives back whatever was packed', () => {
    const repetitive = fc
      .array(fc.tuple(fc.constantFrom('abcd', 'xyz', '\0', 'abcdefgh'), fc.integer({ min: 1, max: 90 })))
      .map((parts) => utf8.encode(parts.map(([text, times]) => text.repeat(times)).join('')));
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 400 }), repetitive), (bytes) => {
        expect(unpack(pack(bytes))).toEqual(bytes);
      }),
    );
  });

  test('is what the kernel comes as', () => {
    expect(WebAssembly.validate(unpack(bytesOfBase64(kernelBytes)))).toBe(true);
  });
});
