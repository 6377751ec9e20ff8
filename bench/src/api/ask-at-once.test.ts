import { expect, test } from 'vitest';
import { askAtOnce } from './ask-at-once.ts';

test('asks each once, as many at once as there are clients', async () => {
  const asked: number[] = [];
  let [running, most] = [0, 0];
  const times = await askAtOnce(3, 10, async (index) => {
    running += 1;
    most = Math.max(most, running);
    await Promise.resolve();
    asked.push(index);
    running -= 1;
  });
  expect([times.length, most]).toEqual([10, 3]);
  expect(asked.toSorted((left, right) => left - right)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});
