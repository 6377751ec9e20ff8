import { parseRule, type SigmaRule } from '@sluice/sigma';
import { expect, test } from 'vitest';
import type { PipelineOutput } from './collect-output.ts';
import { compareOutput, expectedOutput, quantile } from './compare.ts';

function rule(id: string, word: string): SigmaRule {
  const text = `title: ${id}\nid: ${id}\nlogsource: {product: windows}\ndetection:\n  s:\n    A|contains: ${word}\n  condition: s\n`;
  const parsed = parseRule(text);
  if (!parsed.ok) throw new Error(text);
  return parsed.value;
}

const rules = [rule('b', 'x'), rule('a', 'y')];
const expected = expectedOutput(
  rules,
  [
    Buffer.from('{"Channel":"Security","A":"xy"}'),
    Buffer.from('{"Channel":"Security","A":"none"}'),
    Buffer.from('{"Channel":"Security","A":"x"}'),
    Buffer.from('[]'),
    Buffer.from(''),
    Buffer.from('{"Channel":"Security","A":"x\xff"}', 'latin1'),
    Buffer.from(`{"Channel":"Security","A":"x","B":"${'z'.repeat(100)}"}`),
  ],
  100,
);

const output = (changes: Partial<PipelineOutput> = {}): PipelineOutput => ({
  tagged: new Map([
    [1, ['b', 'a']],
    [3, ['b']],
  ]),
  deadLettered: new Set([4, 5, 6, 7]),
  duplicated: 0,
  latenciesMs: [],
  ...changes,
});

test('expects tags by the engine, and dead letters for what is no event, no UTF-8 or too large', () => {
  expect([...expected.tagged]).toEqual([
    [1, ['a', 'b']],
    [3, ['b']],
  ]);
  expect([...expected.refused]).toEqual([4, 5, 6, 7]);
});

test.each([
  ['all as expected, whatever the order of ids', {}, { missing: 0, different: 0, matches: 3 }],
  [
    'a tagged event did not come',
    { tagged: new Map([[1, ['a', 'b']]]) },
    { missing: 1, different: 0, matches: 2 },
  ],
  [
    'an event has other rules',
    {
      tagged: new Map([
        [1, ['a']],
        [3, ['b']],
      ]),
    },
    { missing: 0, different: 1, matches: 2 },
  ],
  [
    'an event is tagged that no rule matches',
    {
      tagged: new Map([
        [1, ['a', 'b']],
        [2, ['a']],
        [3, ['b']],
      ]),
    },
    { missing: 0, different: 1, matches: 4 },
  ],
  [
    'a dead letter did not come',
    { deadLettered: new Set([4, 5, 6]) },
    { missing: 1, different: 0, matches: 3 },
  ],
  [
    'an event became a dead letter that should not',
    { deadLettered: new Set([2, 4, 5, 6, 7]) },
    { missing: 0, different: 1, matches: 3 },
  ],
])('%s', (_, changes, comparison) => {
  expect(compareOutput(expected, output(changes))).toEqual(comparison);
});

test.each([
  [[], 0.5, 0],
  [[7], 0, 7],
  [[7], 0.99, 7],
  [[1, 2, 3, 4], 0.5, 2],
  [[1, 2, 3, 4], 0.51, 3],
  [[1, 2, 3, 4], 1, 4],
  [Array.from({ length: 100 }, (_, index) => index + 1), 0.99, 99],
])('of %j the quantile %d is %d', (sorted, share, value) => {
  expect(quantile(sorted, share)).toBe(value);
});
