import fc from 'fast-check';
import { expect, it } from 'vitest';
import { recordBytes, splitBySize } from './producer.ts';

const record = fc.record({
  topic: fc.constant('t'),
  key: fc.constant(null),
  value: fc.string({ maxLength: 300 }),
});

it('runs keep the order, lose nothing, and pass the bound only where one record alone does', () => {
  fc.assert(
    fc.property(fc.array(record), fc.integer({ min: 1, max: 1_000 }), (records, maxBytes) => {
      const runs = splitBySize(records, maxBytes);
      expect(runs.flat()).toEqual(records);
      for (const run of runs) {
        const bytes = run.reduce((total, each) => total + recordBytes(each), 0);
        expect(run.length === 1 || bytes <= maxBytes).toBe(true);
      }
    }),
  );
});

it('a value counts by its bytes in UTF-8', () => {
  const bytes = (value: string): number => recordBytes({ topic: 't', key: null, value });
  expect(bytes('ää') - bytes('aa')).toBe(2);
});
