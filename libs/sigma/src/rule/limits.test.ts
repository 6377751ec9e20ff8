import { describe, expect, test } from 'vitest';
import { maxFindings } from '../report.ts';
import { ruleWith } from '../testing/parse-valid-rule.ts';
import { parseRule } from './parse-rule.ts';

/** Codes of the errors of a rule. */
function errors(text: string): readonly string[] {
  return parseRule(text).diagnostics.flatMap(({ severity, code }) => (severity === 'error' ? [code] : []));
}

function list(count: number, value: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => value(index)).join(', ');
}

describe('what is too much is refused with a code of its own', () => {
  const aliases = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'].concat(
    Array.from({ length: 9 }, (_, n) => `a${n + 1}: &a${n + 1} [${list(10, () => `*a${n}`)}]`),
  );
  test.each<readonly [name: string, text: string, code: string]>([
    ['a long text', `title: ${'x'.repeat(1024 * 1024)}\n`, 'sigma.yaml.too-long'],
    ['a very long text', 'x'.repeat(17 * 1024 * 1024), 'sigma.yaml.too-long'],
    ['many documents', 'a: b\n---\n'.repeat(10_001), 'sigma.yaml.too-many-documents'],
    ['many values', `a: [${list(101_000, () => 'x')}]\n`, 'sigma.yaml.too-many-nodes'],
    ['values without number', `a: [${list(230_000, () => 'x')}]\n`, 'sigma.yaml.too-many-nodes'],
    ['aliases that multiply', `${aliases.join('\n')}\n`, 'sigma.yaml.too-many-nodes'],
    [
      'deep maps',
      Array.from({ length: 40 }, (_, n) => `${' '.repeat(n)}a:\n`).join(''),
      'sigma.yaml.too-deep',
    ],
    ['deep lists', `a: ${'['.repeat(40)}${']'.repeat(40)}\n`, 'sigma.yaml.too-deep'],
    [
      'many tests',
      ruleWith(`s:\n  A|windash|contains: [${list(200, () => '" -a -b -c -d"')}]\ncondition: s`),
      'sigma.rule.too-many-tests',
    ],
    [
      'many modifiers',
      ruleWith(`s:\n  A${'|base64'.repeat(17)}: x\ncondition: s`),
      'sigma.modifier.too-many',
    ],
    [
      'a long value',
      ruleWith(`s:\n  A|contains: ${'ab'.repeat(2049)}\ncondition: s`),
      'sigma.value.too-long',
    ],
    [
      'a long value with wildcards',
      ruleWith(`s:\n  A: "*${'a?'.repeat(20)}${'b'.repeat(4100)}"\ncondition: s`),
      'sigma.value.too-long',
    ],
    [
      'many "?"',
      ruleWith(`s:\n  A: "*${'a?'.repeat(33)}b*"\ncondition: s`),
      'sigma.value.too-many-wildcards',
    ],
    ['many "*"', ruleWith(`s:\n  A: "${'a*'.repeat(65)}b"\ncondition: s`), 'sigma.value.too-many-wildcards'],
    [
      'a long expression',
      ruleWith(`s:\n  A|re: "[${'a'.repeat(5000)}]"\ncondition: s`),
      'sigma.regex.invalid',
    ],
    [
      'a long condition',
      ruleWith(`s:\n  A: x\ncondition: s${' or s'.repeat(2000)}`),
      'sigma.condition.too-long',
    ],
    [
      'many repeats one after the other',
      ruleWith(`s:\n  A|re|s: "${'.{1000}'.repeat(6)}"\ncondition: s`),
      'sigma.regex.invalid',
    ],
    [
      'many expressions that repeat',
      ruleWith(`s:\n  A|re: [${list(120, (n) => `"a{900}${n}"`)}]\ncondition: s`),
      'sigma.rule.too-many-tests',
    ],
    [
      'a counted repeat of counted repeats',
      ruleWith('s:\n  A|re: "((a{100}){100}){100}"\ncondition: s'),
      'sigma.regex.invalid',
    ],
  ])('%s', (_, text, code) => {
    expect(errors(text)).toContain(code);
  });

  test('of findings, only the first are told', () => {
    const { diagnostics } = parseRule(ruleWith(`s:\n  A|gt: [${list(5000, () => 'x')}]\ncondition: s`));
    expect(diagnostics).toHaveLength(maxFindings + 1);
    expect(diagnostics.at(-1)?.code).toBe('sigma.too-many-findings');
  });

  test('as much as is allowed is read', () => {
    expect(
      errors(ruleWith(`s:\n  A|windash|contains: [${list(50, () => '" -a -b -c -d"')}]\ncondition: s`)),
    ).toEqual([]);
    expect(errors(ruleWith(`s:\n  A|re: "${'.{1000}'.repeat(4)}${'a'.repeat(900)}"\ncondition: s`))).toEqual(
      [],
    );
    expect(errors(ruleWith(`s:\n  A|re: [${list(100, (n) => `"a{900}${n}"`)}]\ncondition: s`))).toEqual([]);
    expect(errors(ruleWith(`s:\n  A: x\ncondition: not s${' or s'.repeat(1999)}`))).toEqual([]);
    expect(errors(ruleWith(`s:\n  A:\n${'    - x\n'.repeat(45_000)}condition: s`))).toEqual([]);
  });
});

describe('texts that are no Unicode', () => {
  test.each<readonly [name: string, value: string]>([
    ['half a pair', '\ud83d'],
    ['half a pair by its escape', String.raw`"\ud83d"`],
    ['two halves the wrong way round', '\ude00\ud83d'],
  ])('are refused: %s', (_, value) => {
    expect(errors(ruleWith(`s:\n  A: ${value}\ncondition: s`))).toEqual(['sigma.yaml.surrogate']);
  });

  test('but a pair of halves is fine', () => {
    expect(errors(ruleWith(`s:\n  A: \ud83d\ude00\ncondition: s`))).toEqual([]);
  });
});

describe('names that objects have', () => {
  test('are keys like any other, of rules, selections and fields', () => {
    const text = ruleWith(
      '__proto__:\n  toString: x\nconstructor:\n  __proto__: y\ncondition: __proto__ and constructor',
    ).concat('\n__proto__: x\nhasOwnProperty: y\n');
    expect(parseRule(text).diagnostics).toEqual([]);
    expect(errors(ruleWith('s:\n  A: x\ncondition: toString'))).toEqual([
      'sigma.condition.unknown-selection',
    ]);
    expect(errors(ruleWith('s:\n  A|constructor: x\ncondition: s'))).toEqual(['sigma.modifier.unknown']);
    expect(errors(ruleWith('s:\n  __proto__: x\n  __proto__: y\ncondition: s'))).toEqual([
      'sigma.yaml.duplicate-key',
    ]);
  });
});

describe('a rule found good without its places', () => {
  test.each<readonly [name: string, detection: string]>([
    ['read quickly', 's:\n  A|contains: x\ncondition: s'],
    ['read fully', 's: &a\n  A|contains: x\ncondition: s'],
  ])('is the same as one found so with them: %s', (_, detection) => {
    const result = parseRule(ruleWith(detection));
    expect(result.ok && result.value.detection).toEqual({
      kind: 'selection',
      name: 's',
      item: {
        kind: 'item',
        name: 'A|contains',
        item: { kind: 'predicate', field: 'A', test: { kind: 'contains', text: 'x', isCased: false } },
      },
    });
  });
});
