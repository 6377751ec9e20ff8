import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRefCounts } from './ref-counts.ts';

test('counts and latest values are those of the occurrences that are there', () => {
  const changes = fc.array(fc.option(fc.constantFrom('a', 'b', 'c', 'd', '__proto__')), {
    maxLength: 50,
    size: 'max',
  });
  fc.assert(
    fc.property(changes, fc.nat(5), (all, most) => {
      const counts = createRefCounts(most);
      let there: string[] = [];
      for (const value of all) {
        const [oldest] = there;
        if (value !== null) {
          there.push(value);
          counts.add(value);
        } else if (oldest !== undefined) {
          there = there.slice(1);
          counts.remove(oldest);
        }
        const byLast = [...new Set(there.toReversed())].toReversed();
        expect(counts.size).toBe(byLast.length);
        expect(counts.latest()).toEqual(most === 0 ? [] : byLast.slice(-most));
      }
    }),
  );
});
