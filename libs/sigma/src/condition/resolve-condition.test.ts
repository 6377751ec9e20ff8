import { describe, expect, test } from 'vitest';
import { parseRule } from '../rule/parse-rule.ts';
import { matchesDetection } from '../testing/match-items.ts';
import { ruleWith } from '../testing/parse-valid-rule.ts';

/** Selections whose names say for which value of `A` they hold; an event holds several letters. */
const selections = ['sel_a', 'sel_b', 'sel_c', '_sel_d', 'e-f.g', 'x_filter_y', 'AND_z']
  .map((name) => `${name}:\n  A|contains: ${name}`)
  .join('\n');

function holds(condition: string, ...names: readonly string[]): boolean {
  return matchesDetection(`${selections}\ncondition: ${condition}`, { A: names.join(' ') });
}

/** Diagnostics of a condition as `severity code`, those about unused selections left out. */
function findings(condition: string): readonly string[] {
  return parseRule(ruleWith(`${selections}\ncondition: ${condition}`))
    .diagnostics.map(({ severity, code }) => `${severity} ${code}`)
    .filter((finding) => !finding.endsWith('unused'));
}

describe('a condition', () => {
  test.each<readonly [condition: string, names: readonly string[], expected: boolean]>([
    ['sel_a or sel_b and sel_c', ['sel_a'], true],
    ['(sel_a or sel_b) and sel_c', ['sel_a'], false],
    ['not sel_a and sel_b', ['sel_b'], true],
    ['not (sel_a and sel_b)', ['sel_b'], true],
    ['not 1 of sel_*', ['sel_c'], false],
    ['sel_a AND NOT sel_b OR sel_c', ['sel_a'], true],
    ['not not sel_a', ['sel_a'], true],
    ['e-f.g', ['e-f.g'], true],
    ['AND_z', ['AND_z'], true],
    ['1 of sel_*', ['sel_b'], true],
    ['any of sel_*', [], false],
    ['ANY OF sel_*', ['sel_c'], true],
    ['all of sel_*', ['sel_a', 'sel_b', 'sel_c'], true],
    ['all of sel_*', ['sel_a', 'sel_b'], false],
    ['2 of sel_*', ['sel_a', 'sel_c'], true],
    ['2 of sel_*', ['sel_c'], false],
    ['3 of sel_*', ['sel_a', 'sel_b'], false],
    ['3 of sel_*', ['sel_a', 'sel_b', 'sel_c'], true],
    ['2 of them', ['sel_a', '_sel_d'], false],
    ['2 of them', ['sel_a', 'e-f.g'], true],
    ['not 2 of sel_*', ['sel_a'], true],
    ['1 of *_filter_*', ['x_filter_y'], true],
    ['1 of *filter_y', ['x_filter_y'], true],
    ['1 of s*_a', ['sel_b'], false],
    ['1 of them', ['_sel_d'], false],
    ['1 of _sel*', ['_sel_d'], true],
    ['1 of *', ['_sel_d'], false],
    ['_sel_d', ['_sel_d'], true],
    ['1 of sel_a', ['sel_a'], true],
    ['all of THEM', ['sel_a'], false],
    ['[sel_a, sel_b and sel_c]', ['sel_a'], true],
    ['[sel_a, sel_b and sel_c]', ['sel_b'], false],
  ])('%s on %o: %s', (condition, names, expected) => {
    expect(holds(condition, ...names)).toBe(expected);
  });

  test.each<readonly [condition: string, expected: readonly string[]]>([
    ['1 of none_*', ['warning sigma.condition.matches-nothing']],
    ['all of none_*', ['error sigma.condition.matches-nothing']],
    ['2 of none_*', ['error sigma.condition.matches-nothing']],
    ['4 of sel_*', ['error sigma.condition.too-few']],
    ['0 of sel_*', ['error sigma.condition.quantifier']],
    ['some of sel_*', ['error sigma.condition.quantifier']],
    ['-1 of sel_*', ['error sigma.condition.quantifier']],
    ['1 of', ['error sigma.condition.incomplete']],
    ['1 of and sel_a', ['error sigma.condition.incomplete']],
    ['of sel_a', ['error sigma.condition.syntax']],
    ['sel_a and and sel_b', ['error sigma.condition.syntax']],
    ['sel_a not sel_b', ['error sigma.condition.syntax']],
    ['Sel_a', ['error sigma.condition.unknown-selection']],
    ['[]', ['error sigma.condition.syntax']],
    ['5', ['error sigma.condition.syntax']],
    ['sel_a near sel_b', ['error sigma.condition.aggregation']],
  ])('%s: %o', (condition, expected) => {
    expect(findings(condition)).toEqual(expected);
  });

  test('that leaves a selection out is told so, at that selection', () => {
    const { diagnostics } = parseRule(
      ruleWith('s:\n  A: x\nt:\n  B: y\n_u:\n  C: z\ncondition: s or 1 of them'),
    );
    expect(diagnostics.map(({ code, span }) => `${code} ${span?.line}:${span?.column}`)).toEqual([
      'sigma.selection.unused 10:3',
    ]);
  });

  test('names one selection twice and holds it once', () => {
    const result = parseRule(ruleWith('s:\n  A: x\nt:\n  B: y\ncondition: s and t or s and not t'));
    const [left, right] =
      result.ok && result.value.detection.kind === 'or' ? result.value.detection.items : [];
    const [first, second] = [left, right].map((side) => (side?.kind === 'and' ? side.items[0] : undefined));
    expect(first).toMatchObject({ kind: 'selection', name: 's' });
    expect(second).toBe(first);
  });
});

describe('a hostile condition is refused in no time', () => {
  const many = Array.from({ length: 2000 }, (_, n) => `s${n}: [x]`).join('\n');
  test.each<readonly [name: string, detection: string, code: string]>([
    ['a million words', `s: [x]\ncondition: ${'s or '.repeat(100_000)}s`, 'sigma.condition.too-long'],
    ['brackets', `s: [x]\ncondition: ${'('.repeat(1000)}s${')'.repeat(1000)}`, 'sigma.condition.too-deep'],
    ['not, again and again', `s: [x]\ncondition: ${'not '.repeat(1000)}s`, 'sigma.condition.too-deep'],
    ['patterns of many', `${many}\ncondition: ${'1 of s* or '.repeat(900)}s1`, 'sigma.condition.too-large'],
    [
      'different patterns of many',
      `${many}\ncondition: ${Array.from({ length: 900 }, (_, n) => `1 of s${n}*`).join(' or ')}`,
      'sigma.condition.too-large',
    ],
  ])('%s', (_, detection, code) => {
    const result = parseRule(ruleWith(detection));
    expect(result.ok).toBe(false);
    expect(result.diagnostics.map((diagnostic) => diagnostic.code)).toContain(code);
  });
});
