import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { mapBounded } from './map-bounded.ts';

it('keeps the order, and no more at work than the limit', async () => {
  let atWork = 0;
  let most = 0;
  const results = await mapBounded([5, 1, 4, 2, 3], 2, async (turns) => {
    most = Math.max(most, (atWork += 1));
    for (let left = turns; left > 0; left--) await turn();
    atWork -= 1;
    return turns * 10;
  });
  expect(results).toEqual([50, 10, 40, 20, 30]);
  expect(most).toBe(2);
});

it('throws the first failure, and begins no more', async () => {
  const begun: number[] = [];
  const failing = mapBounded([1, 2, 3, 4], 1, (item) => {
    begun.push(item);
    return item === 2 ? Promise.reject(new Error('two')) : Promise.resolve(item);
  });
  await expect(failing).rejects.toThrow('two');
  expect(begun).toEqual([1, 2]);
});
