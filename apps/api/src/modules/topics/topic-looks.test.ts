import { expect, it } from 'vitest';
import { createTopicLooks } from './topic-looks.ts';

/** One topic whose end the test moves, and a clock. */
function kafka() {
  const state = { nowMs: 0, high: 0n, looks: 0 };
  const looks = createTopicLooks(
    {
      listTopics: () => Promise.resolve(['a']),
      manyOffsets() {
        state.looks += 1;
        return Promise.resolve(new Map([['a', [{ partition: 0, low: 0n, high: state.high }]]]));
      },
    },
    () => state.nowMs,
  );
  return { state, looks };
}

it('the rate is what was written since the look before, where it was within a minute', async () => {
  const { state, looks } = kafka();
  const rateAt = async (nowMs: number, high: bigint) => {
    Object.assign(state, { nowMs, high });
    return (await looks()).rates.get('a');
  };
  expect(await rateAt(0, 10n)).toBeUndefined();
  expect(await rateAt(2_000, 110n)).toBe(50);
  // Too soon to tell another.
  expect(await rateAt(2_100, 5_000n)).toBe(50);
  expect(await rateAt(4_000, 5_110n)).toBe(2_500);
  expect(await rateAt(90_000, 5_110n)).toBeUndefined();
});

it('many who ask at once share two looks, and see what was there when they asked', async () => {
  const { state, looks } = kafka();
  const first = looks();
  state.high = 7n;
  const others = await Promise.all(Array.from({ length: 20 }, looks));
  await first;
  expect(state.looks).toBe(2);
  expect(others.map(({ topics }) => topics.get('a')?.[0]?.high)).toEqual(Array(20).fill(7n));
});

it('a look that failed fails nobody who asks afterwards', async () => {
  let isDown = true;
  const looks = createTopicLooks(
    {
      listTopics: () => (isDown ? Promise.reject(new Error('away')) : Promise.resolve([])),
      manyOffsets: () => Promise.resolve(new Map()),
    },
    () => 0,
  );
  const [running, waiting] = [looks(), looks()];
  isDown = false;
  await expect(running).rejects.toThrow('away');
  expect((await waiting).topics.size).toBe(0);
});
