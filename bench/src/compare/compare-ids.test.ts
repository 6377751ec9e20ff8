import { expect, test } from 'vitest';
import { createIdComparison } from './compare-ids.ts';

test('lists each rule that only one engine finds, the most often first', () => {
  const comparison = createIdComparison();
  comparison.add(1, ['a', 'b'], ['b', 'a']);
  comparison.add(2, ['a'], []);
  comparison.add(3, ['b'], ['b', 'c']);
  comparison.add(4, [], ['c', 'a']);
  comparison.add(5, [], ['c']);
  expect(comparison.differences()).toEqual([
    { ruleId: 'c', oursOnly: 0, peerOnly: 3, firstLine: 3 },
    { ruleId: 'a', oursOnly: 1, peerOnly: 1, firstLine: 2 },
  ]);
});

test('lists nothing where both find the same', () => {
  const comparison = createIdComparison();
  comparison.add(1, ['a'], ['a']);
  comparison.add(2, [], []);
  expect(comparison.differences()).toEqual([]);
});
