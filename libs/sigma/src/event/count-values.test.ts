import fc from 'fast-check';
import { expect, test } from 'vitest';
import { randomJsonText } from '../testing/random-event-text.ts';
import { countValues } from './count-values.ts';

test.each([
  ['{}', 0],
  ['{"a":1}', 1],
  ['{"a":[]}', 1],
  ['{"a":[ ]}', 1],
  ['{"a":[1]}', 2],
  ['{"a":[[],{}]}', 3],
  ['{"a":1,"a":2}', 2],
  ['{"[,\\"[,\\\\":"{,"}', 1],
  ['{"a":"\\\\","b":2}', 2],
])('%s has %d values', (text, count) => {
  expect(countValues(text, 100)).toBe(count);
});

test('as many values are counted as JSON.parse finds, more where a key stands twice', () => {
  const property = fc.property(randomJsonText, (text) => {
    const written = countValues(text, 1e9);
    const parsed = countParsed(JSON.parse(text));
    expect(written).toBeGreaterThanOrEqual(parsed);
    // Printed anew each key stands once.
    expect(countValues(JSON.stringify(JSON.parse(text)), 1e9)).toBe(parsed);
  });
  fc.assert(property, { numRuns: 300 });
});

function countParsed(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const members: readonly unknown[] = Object.values(value);
  return members.reduce<number>((sum, member) => sum + 1 + countParsed(member), 0);
}
