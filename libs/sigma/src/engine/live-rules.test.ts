import { expect, test } from 'vitest';
import { parseValidRule, ruleWith } from '../testing/parse-valid-rule.ts';
import type { SigmaRule } from '../rule/rule.ts';
import { createLiveRules } from './live-rules.ts';

function ruleWithTexts(count: number): SigmaRule {
  const texts = Array.from({ length: count }, (_, number) => `text-${number}-of-${count}`);
  return parseValidRule(ruleWith(`s:\n  F|contains: [${texts.join(', ')}]\ncondition: s`));
}

test('what is added is compiled with what was added before, but not again with a large rule', () => {
  const live = createLiveRules([], undefined);
  const added = [1, 2, 3, 5_000, 4, 5].map(ruleWithTexts);
  for (const rule of added) live.change({ add: [rule] });
  expect(live.engine().segments.map(({ rules }) => rules.map((rule) => added.indexOf(rule)))).toEqual([
    [],
    [0, 1, 2, 3],
    [4, 5],
  ]);
});
