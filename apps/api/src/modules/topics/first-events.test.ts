import type { ConsumedRecord } from '@sluice/kafka';
import { expect, it } from 'vitest';
import { keepFirst } from './first-events.ts';

const record = (offset: number, timestampMs: number, size = 2): ConsumedRecord => ({
  ...{ key: null, value: Buffer.alloc(size), headers: {}, offset: String(offset), timestampMs },
});
const listed = (kept: ReturnType<typeof keepFirst>): string[] =>
  kept.list().map(({ partition, offset }) => `${partition}/${offset}`);

it('the first events of all partitions are listed by time, those of one in their order', () => {
  const kept = keepFirst(5);
  kept.add([record(0, 10), record(1, 30), record(2, 20)], 0);
  kept.add([record(7, 15), record(8, 16), record(9, 40)], 1);
  expect(listed(kept)).toEqual(['0/0', '1/7', '1/8', '0/1', '0/2']);
});

it('what has no room leaves no gap', () => {
  const kept = keepFirst(100);
  const large = 1024 * 1024;
  kept.add(
    Array.from({ length: 20 }, (_, n) => record(n, n, large)),
    0,
  );
  // After what was dropped of the other partition, so it is not listed.
  kept.add([record(0, 5), record(1, 50)], 1);
  kept.add([record(20, 3)], 0);
  const offsets = listed(kept);
  expect(offsets).toContain('1/0');
  expect(offsets).not.toContain('1/1');
  expect(offsets).not.toContain('0/20');
  const ofFirst = offsets.filter((each) => each.startsWith('0/'));
  expect(ofFirst).toEqual(ofFirst.map((_, n) => `0/${n}`));
  expect(ofFirst.length).toBeGreaterThanOrEqual(15);
});
