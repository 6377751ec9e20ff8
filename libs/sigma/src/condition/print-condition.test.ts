import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCondition } from './parse-condition.ts';
import type { Condition } from './parse-condition.ts';
import { printCondition } from './print-condition.ts';

/** A condition without the places of its names. */
function withoutPlaces(condition: Condition): unknown {
  return JSON.parse(JSON.stringify(condition, (key, value: unknown) => (key === 'at' ? undefined : value)));
}

function parsed(text: string): unknown {
  const result = parseCondition(text);
  return result.ok ? withoutPlaces(result.condition) : result.problem.code;
}

const name = fc
  .string({
    unit: fc.constantFrom('a', 's', '_', '1', '-', '.', 'Ä', '*', '#', '😀'),
    minLength: 1,
    maxLength: 6,
  })
  .filter((text) => !/^(?:and|or|not|of)$/i.test(text));

const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 8, withCrossShrink: true },
    fc.record({ kind: fc.constant('name' as const), name, at: fc.constant(0) }),
    fc.record({
      kind: fc.constant('of' as const),
      count: fc.oneof(fc.constant('all' as const), fc.integer({ min: 1, max: 999 })),
      pattern: fc.oneof(name, fc.constant('them')),
      at: fc.constant(0),
    }),
    fc.record({ kind: fc.constant('not' as const), item: tie('condition') }),
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      items: fc.array(tie('condition'), { minLength: 2, maxLength: 4 }),
    }),
  ),
}));

describe('a printed condition', () => {
  test('is read as what it was', () => {
    fc.assert(
      fc.property(condition, (original) => {
        expect(parsed(printCondition(original))).toEqual(withoutPlaces(original));
      }),
      { numRuns: 1000 },
    );
  });

  test('is read so at any depth that conditions may have', () => {
    let deep: Condition = { kind: 'name', name: 'a', at: 0 };
    for (let depth = 0; depth < 60; depth += 1) {
      const b: Condition = { kind: 'name', name: 'b', at: 0 };
      deep =
        depth % 3 === 0
          ? { kind: 'not', item: deep }
          : { kind: depth % 3 === 1 ? 'or' : 'and', items: [deep, b] };
    }
    expect(parsed(printCondition(deep))).toEqual(withoutPlaces(deep));
  });

  test.each<readonly [string, string]>([
    ['a and (b or c)', 'a and (b or c)'],
    ['(a and b) or c', 'a and b or c'],
    ['((a))', 'a'],
    ['NOT (not a)', 'not not a'],
    ['any of x* OR ALL OF them', '1 of x* or all of them'],
    ['(a and b) and c', '(a and b) and c'],
  ])('%s is written %s', (text, expected) => {
    const result = parseCondition(text);
    expect(result.ok && printCondition(result.condition)).toBe(expected);
  });
});
