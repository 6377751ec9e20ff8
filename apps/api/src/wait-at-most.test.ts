import { expect, it } from 'vitest';
import { waitAtMost } from './wait-at-most.ts';

it('waits for what comes in time, and goes on without what does not', async () => {
  let isDone = false;
  const work = Promise.resolve().then(() => {
    isDone = true;
  });
  await waitAtMost(work, 60_000);
  expect(isDone).toBe(true);
  await waitAtMost(new Promise(() => undefined), 1);
  await expect(waitAtMost(Promise.reject(new Error('broken')), 60_000)).rejects.toThrow('broken');
});
