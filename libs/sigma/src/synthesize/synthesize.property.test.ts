import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Expression, Test } from '../detection/predicate.ts';
import { toEvent } from '../event/event.ts';
import { evaluateNaively } from '../testing/evaluate-naively.ts';
import { parseValidRule, ruleWith } from '../testing/parse-valid-rule.ts';
import { synthesize } from './synthesize.ts';

const { metadata } = parseValidRule(ruleWith('s:\n  A: x\ncondition: s'));
const texts = ['a', 'b', 'ab'];
const values = [undefined, null, ...texts, 'ba', 'aab', ['a', 'b'], ['a', null], []];

const someTest = fc.oneof(
  fc
    .tuple(fc.constantFrom('equals', 'prefix', 'suffix', 'contains'), fc.constantFrom(...texts))
    .map(([kind, text]): Test => ({ kind: kind as 'equals', text, isCased: false })),
  fc.constantFrom<Test>({ kind: 'null' }, { kind: 'exists' }, { kind: 'value' }),
);
const { expression } = fc.letrec<{ expression: Expression }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4 },
    fc
      .tuple(fc.constantFrom('A', 'B'), someTest)
      .map(([field, asked]): Expression => ({ kind: 'predicate', field, test: asked })),
    tie('expression').map((item): Expression => ({ kind: 'not', item })),
    fc
      .tuple(fc.constantFrom('and', 'or'), fc.array(tie('expression'), { maxLength: 4 }))
      .map(([kind, items]): Expression => ({ kind: kind as 'and', items })),
    fc
      .array(tie('expression'), { minLength: 3, maxLength: 5 })
      .map((items): Expression => ({ kind: 'atLeast', count: 2, items })),
  ),
}));

const events = values.flatMap((a) =>
  values.map((b) => toEvent(JSON.parse(JSON.stringify({ A: a, B: b })) as Record<string, unknown>)),
);

describe('synthesize', () => {
  test('makes an event that matches wherever one of a small world does, and a near miss that does not', () => {
    fc.assert(
      fc.property(expression, fc.nat(), (detection, seed) => {
        const result = synthesize({ metadata, detection }, seed);
        if (!result.ok) {
          expect(events.some((event) => evaluateNaively(detection, event))).toBe(false);
          return;
        }
        const { event, nearMiss } = result.value;
        expect(evaluateNaively(detection, toEvent(event))).toBe(true);
        if (nearMiss !== null) expect(evaluateNaively(detection, toEvent(nearMiss.event))).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });
});
