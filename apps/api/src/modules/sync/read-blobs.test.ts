import { describe, expect, it } from 'vitest';
import { createBlobReader } from './read-blobs.ts';

const ID = 'a'.repeat(40);
const ANSWER = Buffer.from(
  `${ID} blob 3\nab\n\n${ID} missing\n${ID} blob 0\n\n${ID} blob 6\nlonger\n${ID} blob 5\nügen\n`,
);

function readIn(bytesAtATime: number): readonly (string | undefined)[] {
  const found: (string | undefined)[] = [];
  const reader = createBlobReader(5, (index, blob) => {
    found[index] = blob?.toString();
  });
  for (let at = 0; at < ANSWER.length; at += bytesAtATime)
    reader.push(ANSWER.subarray(at, at + bytesAtATime));
  expect(reader.count()).toBe(5);
  return found;
}

it.each([1, 2, 7, 64, 1_000])('blobs are read, whatever parts they come in: %i bytes', (bytes) => {
  expect(readIn(bytes)).toEqual(['ab\n', undefined, '', undefined, 'ügen']);
});

describe('what is no answer of git cat-file', () => {
  it.each(['<html>\n', `${ID} tree 3\nabc\n`, 'x'.repeat(2_000), `${ID} blob -1\n`])('is refused', (text) => {
    const reader = createBlobReader(5, () => undefined);
    expect(() => {
      reader.push(Buffer.from(text));
    }).toThrow('git cat-file answered');
  });
});
