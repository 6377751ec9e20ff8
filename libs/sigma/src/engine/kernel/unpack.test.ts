import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kernelLength, packedKernel } from './generated/kernel-bytes.ts';
import { pack } from './pack.ts';
import { unpack } from './unpack.ts';

const utf8 = new TextEncoder();

function expectBack(bytes: Uint8Array): string {
  const packed = pack(bytes);
  expect(unpack(packed, bytes.length)).toEqual(bytes);
  expect(packed).toMatch(/^[#-[\]-~]*$/);
  return packed;
}

describe('packed bytes', () => {
  test.each<readonly [name: string, bytes: Uint8Array]>([
    ['nothing', new Uint8Array()],
    ['one byte', Uint8Array.of(200)],
    ['every byte', Uint8Array.from({ length: 256 }, (_, at) => at)],
    ['what repeats itself', utf8.encode('to be, or not to be: '.repeat(100))],
    ['the same byte for long', new Uint8Array(12_000).fill(255)],
  ])('give back %s', (_, bytes) => {
    expectBack(bytes);
  });

  test('give back whatever was packed', () => {
    const repetitive = fc
      .array(fc.tuple(fc.array(fc.nat({ max: 255 }), { maxLength: 6 }), fc.integer({ min: 1, max: 9 })))
      .map((parts) =>
        Uint8Array.from(parts.flatMap(([bytes, times]) => Array.from({ length: times }, () => bytes).flat())),
      );
    fc.assert(
      fc.property(repetitive, (bytes) => void expectBack(bytes)),
      { numRuns: 60 },
    );
  });

  test('are fewer where what comes can be foretold', () => {
    expect(expectBack(utf8.encode('abcdefgh'.repeat(500))).length).toBeLessThan(80);
  });

  test('are no more than there are slots for', () => {
    expect(() => pack(new Uint8Array(13_001))).toThrow('13001 bytes');
    const mixed = Uint8Array.from({ length: 13_000 }, (_, at) => Math.imul(at * at + 7, 0x9e3779b1) >>> 24);
    expectBack(mixed);
  });

  test('are what the kernel comes as', () => {
    expect(WebAssembly.validate(unpack(packedKernel, kernelLength))).toBe(true);
  });
});
