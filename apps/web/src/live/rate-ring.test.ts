import { describe, expect, it } from 'vitest';
import { bucketCount, bucketMs, createRateRing } from './rate-ring.ts';

const start = 1_800_000_000_000;

describe('the ring of rates', () => {
  it('is empty until the first sample', () => {
    expect(createRateRing().read().at).toEqual([]);
  });

  it('shows the mean of the samples of one bucket', () => {
    const ring = createRateRing();
    ring.add(start, 10, 1);
    ring.add(start + 1_000, 20, 3);
    const { at, events, matches } = ring.read();
    expect([at.at(-1), events.at(-1), matches.at(-1)]).toEqual([start / 1000, 15, 2]);
  });

  it('always reads the whole window, with gaps where nothing was measured', () => {
    const ring = createRateRing();
    ring.add(start, 10, 1);
    ring.add(start + 3 * bucketMs, 40, 4);
    const { at, events } = ring.read();
    expect(at).toHaveLength(bucketCount);
    expect(events.slice(-5)).toEqual([null, 10, null, null, 40]);
  });

  it('forgets what has left the window, also after a silence longer than the window', () => {
    const ring = createRateRing();
    ring.add(start, 10, 1);
    ring.add(start + 5 * bucketCount * bucketMs, 50, 5);
    expect(ring.read().events.filter((value) => value !== null)).toEqual([50]);
    ring.add(start, 99, 9);
    expect(ring.read().events.filter((value) => value !== null)).toEqual([50]);
  });

  it('wraps around without mixing old samples into new buckets', () => {
    const ring = createRateRing();
    for (let index = 0; index < 3 * bucketCount; index++) ring.add(start + index * bucketMs, index, 0);
    const { events } = ring.read();
    expect(events[0]).toBe(2 * bucketCount);
    expect(events.at(-1)).toBe(3 * bucketCount - 1);
  });

  it('starts over after clear', () => {
    const ring = createRateRing();
    ring.add(start, 10, 1);
    ring.clear();
    ring.add(start + bucketMs, 7, 0);
    expect(ring.read().events.filter((value) => value !== null)).toEqual([7]);
  });
});
