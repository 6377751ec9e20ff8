import { expect, it } from 'vitest';
import { writeRate } from './write-rate.ts';

it('a topic that was deleted and made anew, or has a new partition, is not miscounted', () => {
  const at = (atMs: number, ...highs: bigint[]) => ({
    atMs,
    partitions: highs.map((high, partition) => ({ partition, low: 0n, high })),
  });
  expect(writeRate(at(0, 1_000n), at(2_000, 4n))).toBe(0);
  expect(writeRate(at(0, 1_000n), at(2_000, 1_000n, 6n))).toBe(3);
});
