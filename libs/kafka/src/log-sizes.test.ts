import { expect, it } from 'vitest';
import { readLogDirs } from './log-sizes.ts';

function int(bytes: number, value: number): Buffer {
  const written = Buffer.alloc(bytes);
  written.writeIntBE(value, bytes - 4 > 2 ? bytes - 4 : 0, Math.min(bytes, 4));
  return written;
}
const text = (written: string): Buffer => Buffer.concat([int(2, written.length), Buffer.from(written)]);
const list = (items: readonly Buffer[]): Buffer => Buffer.concat([int(4, items.length), ...items]);
const partition = (number: number, bytes: number): Buffer =>
  Buffer.concat([int(4, number), int(8, bytes), int(8, 0), Buffer.from([0])]);
const folder = (error: number, topics: readonly Buffer[]): Buffer =>
  Buffer.concat([int(2, error), text('/var/kafka'), list(topics)]);

it('adds up the partitions of a topic over all folders', () => {
  const one = Buffer.concat([text('a'), list([partition(0, 100), partition(1, 20)])]);
  const other = Buffer.concat([text('a'), list([partition(2, 3)])]);
  const sizes = new Map([['a', 1000]]);
  const payload = Buffer.concat([
    int(4, 0),
    list([folder(0, [one]), folder(0, [other, Buffer.concat([text('b'), list([])])])]),
  ]);
  expect(readLogDirs(payload, sizes)).toBe(true);
  expect([...sizes]).toEqual([
    ['a', 1123],
    ['b', 0],
  ]);
});

it('says where a folder is not told', () => {
  expect(readLogDirs(Buffer.concat([int(4, 0), list([folder(31, [])])]), new Map())).toBe(false);
});

it('refuses an answer that ends too soon', () => {
  const payload = Buffer.concat([
    int(4, 0),
    list([folder(0, [Buffer.concat([text('a'), list([partition(0, 1)])])])]),
  ]);
  for (let length = 4; length < payload.length - 10; length += 1)
    expect(() => readLogDirs(payload.subarray(0, length), new Map())).toThrow(RangeError);
});
