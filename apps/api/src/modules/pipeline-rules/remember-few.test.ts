import { expect, it } from 'vitest';
import { rememberFew } from './remember-few.ts';

it('makes a value once for each key, and forgets those that were asked for longest ago', async () => {
  const remember = rememberFew<string>(2);
  const made: string[] = [];
  const ask = (key: string): Promise<string> =>
    remember(key, () => {
      made.push(key);
      return Promise.resolve(key.toUpperCase());
    });
  for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) expect(await ask(key)).toBe(key.toUpperCase());
  expect(made).toEqual(['a', 'b', 'c', 'b']);
});

it('does not keep what failed', async () => {
  const remember = rememberFew<number>(2);
  await expect(remember('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  expect(await remember('a', () => Promise.resolve(1))).toBe(1);
});
