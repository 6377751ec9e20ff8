import type { ConsumedRecord } from '@sluice/kafka';
import { expect, it } from 'vitest';
import { keepTail } from './tail-buffer.ts';

const record = (offset: number, size = 2): ConsumedRecord => ({
  ...{ key: null, value: Buffer.alloc(size), headers: {}, offset: String(offset), timestampMs: offset },
});
const offsets = (tail: ReturnType<ReturnType<typeof keepTail>['take']>): string[] | undefined =>
  tail?.events.map(({ offset }) => offset);

it('the newest are kept, the others are counted, and both begin anew', () => {
  const tail = keepTail(3);
  expect(tail.take()).toBeUndefined();
  tail.add([record(1), record(2)], 0, 4);
  tail.add([record(3), record(4)], 1, 0);
  const taken = tail.take();
  expect([offsets(taken), taken?.leftOut]).toEqual([['4', '3', '2'], 5]);
  expect(tail.take()).toBeUndefined();
});

it('no push has more than 1 MiB of events, and one that is larger is counted', () => {
  const tail = keepTail(50);
  const third = 400 * 1024;
  tail.add([record(1, third), record(2, third), record(3, third), record(4, 2 * 1024 * 1024)], 0, 0);
  const taken = tail.take();
  expect([offsets(taken), taken?.leftOut]).toEqual([['3', '2'], 2]);
});
