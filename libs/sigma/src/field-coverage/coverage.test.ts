import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Expression, Test } from '../detection/predicate.ts';
import { toEvent } from '../event/event.ts';
import { parseRule } from '../rule/parse-rule.ts';
import type { SigmaRule } from '../rule/rule.ts';
import { evaluateNaively } from '../testing/evaluate-naively.ts';
import { parseValidRule, ruleWith } from '../testing/parse-valid-rule.ts';
import { hasSharedData, readSigmaHqRules } from '../testing/shared-data.ts';
import { synthesize } from '../synthesize/synthesize.ts';
import { coverage } from './coverage.ts';

/** What is missing, or `covered`. */
function missingOf(detection: string, fields: readonly string[]): readonly (readonly string[])[] | 'covered' {
  const { gaps } = coverage([parseValidRule(ruleWith(detection))], fields);
  return gaps[0]?.missing ?? 'covered';
}

const cases: readonly (readonly [string, readonly string[], readonly (readonly string[])[] | 'covered'])[] = [
  ['s:\n  A: x\n  B: y\ncondition: s', ['A', 'B'], 'covered'],
  ['s:\n  A: x\n  B: y\ncondition: s', ['A'], [['B']]],
  ['s:\n  A: x\n  B: y\ncondition: s', [], [['A', 'B']]],
  ['s:\n  - A: x\n  - B: y\ncondition: s', ['B'], 'covered'],
  ['s:\n  - A: x\n    C: z\n  - B: y\ncondition: s', [], [['B'], ['A', 'C']]],
  ['s:\n  A: x\nf:\n  B: y\ncondition: s and not f', ['A'], 'covered'],
  ['s:\n  A: x\nf:\n  B: y\ncondition: s and not f', ['B'], [['A']]],
  ['s:\n  A: null\ncondition: s', [], 'covered'],
  ['s:\n  A: null\ncondition: not s', [], [['A']]],
  ['s:\n  A|exists: false\ncondition: s', [], 'covered'],
  ['s:\n  A|exists: true\ncondition: s', [], [['A']]],
  ['s:\n  A|neq: x\ncondition: s', [], [['A']]],
  ['s:\n  A|fieldref: B\ncondition: s', ['A'], [['B']]],
  ['s:\n  A|fieldref|neq: B\ncondition: s', ['A'], 'covered'],
  ["s:\n  - 'word'\ncondition: s", ['A'], 'covered'],
  ["s:\n  - 'word'\ncondition: s", [], [['*']]],
  ["s:\n  - 'word'\ncondition: not s", [], 'covered'],
  ['a:\n  A: 1\nb:\n  B: 1\nc:\n  C: 1\ncondition: 2 of them', ['A'], [['B'], ['C']]],
  ['a:\n  A: 1\nb:\n  B: 1\nc:\n  C: 1\ncondition: 2 of them', ['A', 'C'], 'covered'],
  [
    'a:\n  A: null\nb:\n  B: null\nc:\n  C: null\nd:\n  D: null\ncondition: not (3 of them)',
    ['A', 'D'],
    'covered',
  ],
  [
    'a:\n  A: null\nb:\n  B: null\nc:\n  C: null\nd:\n  D: null\ncondition: not (3 of them)',
    ['A'],
    [['B'], ['C'], ['D']],
  ],
  ["s:\n  'Threat Name': x\ncondition: s", ['Threat Name'], 'covered'],
  ['s:\n  a.b: x\ncondition: s', ['a'], [['a.b']]],
  ['s:\n  a|exists: true\ncondition: s', ['a.b'], 'covered'],
  ['s:\n  A: x\ncondition: 1 of none* or (s and 1 of none*)', ['A'], []],
];

const { metadata } = parseValidRule(ruleWith('s:\n  A: x\ncondition: s'));
const someTest = fc.constantFrom<Test>(
  { kind: 'contains', text: 'x', isCased: false },
  { kind: 'null' },
  { kind: 'exists' },
  { kind: 'value' },
);
const { expression } = fc.letrec<{ expression: Expression }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4 },
    fc
      .tuple(fc.constantFrom('A', 'B', 'C'), someTest)
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
const values = [undefined, null, 'x', 'y', []];
const events = values.flatMap((A) => values.flatMap((B) => values.map((C) => ({ A, B, C }))));

describe('coverage', () => {
  test.each(cases)('tells of %s with the fields %j what is missing', (detection, fields, expected) => {
    expect(missingOf(detection, fields)).toEqual(expected);
  });

  test('never says of a rule that it cannot fire that some event with these fields makes fire', () => {
    fc.assert(
      fc.property(expression, fc.subarray(['A', 'B', 'C']), (detection, fields) => {
        const { gaps } = coverage([{ metadata, detection }], fields);
        if (gaps.length === 0) return;
        for (const event of events) {
          const kept = Object.entries(event).filter(
            ([name, value]) => value !== undefined && fields.includes(name),
          );
          expect(evaluateNaively(detection, toEvent(Object.fromEntries(kept)))).toBe(false);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('names fields that suffice, and none that are needless', () => {
    fc.assert(
      fc.property(expression, fc.subarray(['A', 'B', 'C']), (detection, fields) => {
        const rules = [{ metadata, detection }];
        for (const missing of coverage(rules, fields).gaps[0]?.missing ?? []) {
          expect(coverage(rules, [...fields, ...missing]).gaps).toEqual([]);
          for (const name of missing) {
            const fewer = missing.filter((other) => other !== name);
            expect(coverage(rules, [...fields, ...fewer]).covered).toEqual([]);
          }
        }
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    ['a count of many', '150 of s*'],
    ['all of many alternatives', 'all of s*'],
    ['negations of many', 'not (1 of s*)'],
  ])('ends in time for %s', (_, condition) => {
    const selections = Array.from(
      { length: 2000 },
      (_value, index) => `s${index}:\n  - A${index}: 1\n  - B${index}: 1\n    C${index}: 1`,
    );
    const rule = parseValidRule(ruleWith(`${selections.join('\n')}\ncondition: ${condition}`));
    const started = performance.now();
    const { gaps } = coverage([rule], []);
    expect(gaps).toHaveLength(condition.startsWith('not') ? 0 : 1);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe.skipIf(!hasSharedData)("coverage of SigmaHQ's rules", () => {
  const rules = hasSharedData
    ? readSigmaHqRules().flatMap(({ text }, index): SigmaRule[] => {
        const result = index % 5 === 0 ? parseRule(text) : undefined;
        return result?.ok === true ? [result.value] : [];
      })
    : [];

  test('is complete with the fields of the events that are made for them', () => {
    const uncovered = rules.filter((rule) => {
      const made = synthesize(rule, 1);
      return made.ok && coverage([rule], namesOf(made.value.event, '')).gaps.length > 0;
    });
    expect(uncovered.map((rule) => rule.metadata.title)).toEqual([]);
  });

  test('lacks nothing but presence where there are no fields', () => {
    const { covered, gaps } = coverage(rules, []);
    expect(covered.length).toBeLessThan(5);
    expect(gaps.every(({ missing }) => missing.length > 0)).toBe(true);
  });
});

/** Names of the fields of an event, those of objects with dots. */
function namesOf(event: Readonly<Record<string, unknown>>, prefix: string): readonly string[] {
  return Object.entries(event).flatMap(([name, value]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? namesOf(value as Readonly<Record<string, unknown>>, `${prefix}${name}.`)
      : [`${prefix}${name}`],
  );
}
