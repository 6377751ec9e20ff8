import { expect, it } from 'vitest';
import { keepNewest } from './newest-events.ts';

it('an event whose time no calendar has stands where its time is, and the others are in order', () => {
  const newest = keepNewest(2);
  const times = [2_000, 9e18, -9e18, 1_000];
  const records = times.map((timestampMs, offset) => ({
    ...{ key: null, value: Buffer.from('{}'), offset: String(offset), headers: {}, timestampMs },
  }));
  newest.add(records, 0);
  expect(newest.list().map(({ at }) => at.toISOString())).toEqual([
    '+275760-09-13T00:00:00.000Z',
    '1970-01-01T00:00:02.000Z',
  ]);
});
