import { expect, test } from 'vitest';
import { remembered } from './remembered.ts';

test('an answer is asked for once, until it is too old', async () => {
  let nowMs = 0;
  let asked = 0;
  const get = remembered(
    100,
    () => nowMs,
    () => Promise.resolve((asked += 1)),
  );
  expect(await Promise.all([get(), get()])).toEqual([1, 1]);
  nowMs = 99;
  expect(await get()).toBe(1);
  nowMs = 100;
  expect(await get()).toBe(2);
});

test('what failed is asked for again', async () => {
  let isDown = true;
  const get = remembered(
    100,
    () => 0,
    () => (isDown ? Promise.reject(new Error('away')) : Promise.resolve('here')),
  );
  await expect(get()).rejects.toThrow('away');
  isDown = false;
  expect(await get()).toBe('here');
});
