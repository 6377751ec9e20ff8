import { compileRules, parseRule } from '@sluice/sigma';
import type { RuleChange, RuleSet, SigmaRule } from '@sluice/sigma';
import { expect, test } from 'vitest';
import { measureChanges } from './measure-changes.ts';

function ruleFor(name: string, index: number): SigmaRule {
  const result = parseRule(`title: ${name}
id: 00000000-0000-4000-8000-00000000000${index}
logsource:
  product: windows
detection:
  sel:
    Image|endswith: ${name}
  condition: sel
`);
  if (!result.ok) throw new Error('no rule');
  return result.value;
}

const [first, second, third] = ['a.exe', 'b.exe', 'c.exe'].map(ruleFor);
const event = Buffer.from('{"product":"windows","Image":"b.exe"}');

test('adds, replaces and removes one rule at a time, and meets an event in between', async () => {
  const ruleSet = compileRules([first!]);
  const matched: number[] = [];
  const watched: RuleSet = {
    ...ruleSet,
    rules: ruleSet.rules,
    matchBytes: (bytes) => {
      const result = ruleSet.matchBytes(bytes);
      matched.push(result.ok ? result.rules.length : -1);
      return result;
    },
  };
  await measureChanges(watched, [second!], [event], () => 0);
  expect(matched.join('')).toBe('1'.repeat(40) + '0'.repeat(20));
  expect(ruleSet.rules).toEqual([first]);
});

test('tells the time of each change, of the event after it, and of the longest step', async () => {
  let now = 0;
  const steps = [1, 5, 2];
  const ruleSet: RuleSet = {
    ...compileRules([]),
    change: ({ add = [] }: RuleChange) => (now += 100 + add.length),
    matchBytes: () => {
      now += 10;
      return { ok: true, rules: [], isLogSourceResolved: true };
    },
    maintain: (mustStop) => {
      now += steps.shift() ?? 0;
      return mustStop();
    },
  };
  const { added, replaced, removed } = await measureChanges(ruleSet, [second!, third!], [event], () => now);
  expect(added).toEqual({ change: [101, 101], firstEvent: [10, 10], longestStep: [5, 0] });
  expect(replaced.change).toEqual([101, 101]);
  expect(removed.change).toEqual([100, 100]);
});
