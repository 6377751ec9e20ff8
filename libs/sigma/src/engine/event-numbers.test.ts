import { expect, test } from 'vitest';
import { parseEvent } from '../event/parse-event.ts';
import { engineOf } from '../testing/engine-of.ts';
import { parseValidRule, ruleWith } from '../testing/parse-valid-rule.ts';

test('an engine answers alike when the numbers of events begin anew', () => {
  const rules = ['A: x', 'B|contains: needle', 'C|re: ^a+$', 'A|exists: false'].map((item) =>
    parseValidRule(ruleWith(`s:\n  ${item}\nk:\n  - keyword\ncondition: s or k`)),
  );
  const texts = ['{"A":"x"}', '{"B":"a needle"}', '{"C":"aaa"}', '{"D":"keyword"}', '{"A":1}', '{"C":"é"}'];
  const answersOf = (maxEvents?: number): readonly (readonly number[])[] => {
    const engine = engineOf(rules, maxEvents);
    return Array.from({ length: 200 }, (_, index) => {
      const text = texts[(index * 5) % texts.length] ?? '';
      const event = parseEvent(text);
      if (!event.ok) throw new Error(event.message);
      const count =
        index % 3 === 0
          ? engine.matchEvent(event.event, 'all')
          : engine.matchBytes(new TextEncoder().encode(text), 'all', () => undefined);
      return engine.matched(count, undefined).map((rule) => rules.indexOf(rule));
    });
  };
  const right = answersOf();
  expect(right.flat().length).toBeGreaterThan(200);
  for (const maxEvents of [2, 3, 7, 50]) expect(answersOf(maxEvents)).toEqual(right);
});
