import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Expression, Test } from '../detection/predicate.ts';
import { parseRule } from '../rule/parse-rule.ts';
import { parseValidRule, ruleWith } from '../testing/parse-valid-rule.ts';
import { hasSharedData, readSigmaHqRules } from '../testing/shared-data.ts';
import { coverage } from './coverage.ts';
import { createFieldShapes, type ToFieldShape } from './field-shapes.ts';

const NAMES = [...'ABCDEFGHIJ'];
const someTest = fc.constantFrom<Test>(
  { kind: 'contains', text: 'x', isCased: false },
  { kind: 'field', other: 'B', match: 'prefix', isCased: true },
  { kind: 'null' },
  { kind: 'exists' },
);
const someField = fc.oneof(fc.constantFrom(...NAMES), fc.constant(undefined));
const { expression } = fc.letrec<{ expression: Expression }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4 },
    fc.record({ kind: fc.constant('predicate'), field: someField, test: someTest }),
    fc.record({
      ...{ kind: fc.constant('texts'), operator: fc.constantFrom('and', 'or'), field: someField },
      ...{ match: fc.constant('equals'), isCased: fc.boolean(), texts: fc.constant(['x', 'y']) },
    }),
    fc.record({
      kind: fc.constantFrom('selection', 'item'),
      name: fc.constant('n'),
      item: tie('expression'),
    }),
    fc.record({ kind: fc.constant('not'), item: tie('expression') }),
    fc
      .tuple(fc.constantFrom('and', 'or'), fc.array(tie('expression'), { maxLength: 6 }), fc.nat(2))
      // The same again, as values of one field come.
      .map(([kind, items, again]) => ({
        ...{ kind, items: items.flatMap((item) => Array<Expression>(again + 1).fill(item)) },
      })),
    fc
      .array(tie('expression'), { minLength: 3, maxLength: 5 })
      .map((items) => ({ kind: 'atLeast', count: 2, items })),
  ) as fc.Arbitrary<Expression>,
}));

function shapesOf(toShape: ToFieldShape, ...detections: readonly string[]): readonly Expression[] {
  return detections.map((detection) => toShape(parseValidRule(ruleWith(detection)).detection));
}

describe('the shape of a detection', () => {
  test('lacks the same fields as the detection', () => {
    const toShape = createFieldShapes(100);
    fc.assert(
      fc.property(expression, fc.subarray(NAMES), (detection, fields) => {
        const missing = ({ gaps }: ReturnType<typeof coverage>) => gaps.map((gap) => gap.missing);
        const rule = { detection: toShape(detection) };
        expect(missing(coverage([rule], fields))).toEqual(missing(coverage([{ detection }], fields)));
      }),
      { numRuns: 3000 },
    );
  });

  test('is one object for detections with other values', () => {
    const [one, other, another] = shapesOf(
      createFieldShapes(),
      's:\n  A|contains: [x, y]\n  B|re: z\nf:\n  C: 1\ncondition: s and not f',
      'sel:\n  A: v\n  B|endswith: w\nfilter:\n  C|gt: 5\ncondition: sel and not filter',
      'sel:\n  A: v\n  B|endswith: w\nfilter:\n  C: null\ncondition: sel and not filter',
    );
    expect(other).toBe(one);
    expect(another).not.toBe(one);
  });

  test('is small, however many values there are', () => {
    const values = Array.from({ length: 2000 }, (_, index) => `    - A|startswith: v${index}`).join('\n');
    const [shape] = shapesOf(createFieldShapes(), `s:\n${values}\ncondition: s`);
    expect(shape).toEqual({ kind: 'predicate', field: 'A', test: { kind: 'value' } });
  });

  test('is made in time where parts are reached by many ways', () => {
    let detection: Expression = { kind: 'predicate', field: 'A', test: { kind: 'value' } };
    for (let depth = 0; depth < 60; depth += 1) {
      const other: Expression = { kind: 'not', item: detection };
      detection = { kind: depth % 2 === 0 ? 'and' : 'or', items: [other, detection, other] };
    }
    expect(coverage([{ detection: createFieldShapes()(detection) }], []).gaps).toEqual(
      coverage([{ detection }], []).gaps.map(({ missing }) => ({
        missing,
        rule: expect.anything() as unknown,
      })),
    );
  });

  test('is the same in itself after more different parts than are remembered', () => {
    const toShape = createFieldShapes(3);
    const detection = 's:\n  A: x\n  B: y\n  C: z\nf:\n  A: x\n  B: null\ncondition: s and not f';
    const [first] = shapesOf(toShape, detection);
    shapesOf(toShape, 's:\n  D: 1\n  E: 2\n  F: 3\n  G: 4\ncondition: s');
    expect(shapesOf(toShape, detection)[0]).toEqual(first);
  });
});

describe.skipIf(!hasSharedData)("shapes of SigmaHQ's rules", () => {
  test('are far fewer than the rules, and lack the same fields', () => {
    const toShape = createFieldShapes();
    const rules = readSigmaHqRules().flatMap(({ text }, index) => {
      const result = index % 5 === 0 ? parseRule(text) : undefined;
      return result?.ok === true ? [result.value] : [];
    });
    const shapes = rules.map(({ detection }) => toShape(detection));
    expect(new Set(shapes).size).toBeLessThan(rules.length / 2);
    const fields = ['Image', 'TargetFilename', 'EventID'];
    const ofRules = coverage(rules, fields).gaps.map(({ missing }) => missing);
    const ofShapes = coverage(
      shapes.map((detection) => ({ detection })),
      fields,
    ).gaps.map(({ missing }) => missing);
    expect(ofShapes).toEqual(ofRules);
  });
});
