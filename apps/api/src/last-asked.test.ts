import { expect, test } from 'vitest';
import { createLastAsked } from './last-asked.ts';

test('a value is made once, until others were asked for since', () => {
  const made: string[] = [];
  const values = createLastAsked<number>(2);
  const get = (key: string): number => values.get(key, () => made.push(key));
  get('a');
  get('b');
  get('a');
  get('c');
  get('a');
  expect(made).toEqual(['a', 'b', 'c']);
  get('b');
  expect(made).toEqual(['a', 'b', 'c', 'b']);
});

test('a value that is forgotten is made again', () => {
  const values = createLastAsked<number>(2);
  values.get('a', () => 1);
  values.forget('a');
  expect(values.get('a', () => 2)).toBe(2);
});

test('a promise that fails is not kept', async () => {
  const values = createLastAsked<Promise<number>>(2);
  await expect(values.get('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  expect(await values.get('a', () => Promise.resolve(1))).toBe(1);
});
