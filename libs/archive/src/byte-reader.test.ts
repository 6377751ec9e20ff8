import { expect, test } from 'vitest';
import { createByteReader } from './byte-reader.ts';
import type { ByteReader } from './byte-reader.ts';

// eslint-disable-next-line @typescript-eslint/require-await -- a stream, all of whose chunks are there
async function* chunksOf(texts: readonly string[]): AsyncGenerator<Buffer> {
  for (const text of texts) yield Buffer.from(text);
}

function over(...texts: readonly string[]): ByteReader {
  return createByteReader(chunksOf(texts));
}

test('takes and passes over bytes wherever the chunks end', async () => {
  const reader = over('abc', '', 'de', 'fghi', 'j');
  const taken = [await reader.take(2), await reader.take(4), await reader.take(0)];
  expect(taken.map(String)).toEqual(['ab', 'cdef', '']);
  expect(await reader.skip(2)).toBe(true);
  expect(String(await reader.take(2))).toBe('ij');
});

test('gives at once what is in hand in one piece, and takes nothing otherwise', async () => {
  const reader = over('abcd', 'ef');
  expect(reader.takeInHand(1)).toBeUndefined();
  expect(String(await reader.take(1))).toBe('a');
  expect(reader.takeInHand(4)).toBeUndefined();
  expect(String(reader.takeInHand(3))).toBe('bcd');
  expect(String(await reader.take(2))).toBe('ef');
});

test('says when fewer bytes are left than are asked for', async () => {
  expect(await over('abc').take(4)).toBeUndefined();
  expect(await over('abc', 'd').skip(4)).toBe(true);
  expect(await over('abc', 'd').skip(5)).toBe(false);
  expect(await over().take(1)).toBeUndefined();
});
