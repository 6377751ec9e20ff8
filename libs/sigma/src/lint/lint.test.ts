import { describe, expect, test } from 'vitest';
import { parseRule } from '../rule/parse-rule.ts';
import { hasSharedData, readSigmaHqRules } from '../testing/shared-data.ts';
import { ruleWith } from '../testing/parse-valid-rule.ts';
import { applyFixes } from './apply-fixes.ts';
import { lintAll } from './lint-all.ts';
import { lint } from './lint.ts';

describe('lint', () => {
  test('tells what the parser reports too, once', () => {
    const codes = lint(ruleWith('s:\n  A|contains|all: x\nt:\n  B: x\ncondition: s')).map(({ code }) => code);
    expect(codes.filter((code) => code === 'sigma.modifier.all-single')).toHaveLength(1);
    expect(codes).toContain('sigma.selection.unused');
  });

  test.each([
    ['nothing', ''],
    ['no map', '- a'],
    ['broken YAML', 'title: [x'],
    [
      'strange kinds everywhere',
      'title: [a]\nid: {a: 1}\ntags: {a: 1}\nlogsource: x\ndetection: [1]\nrelated: [1, [2]]\nlevel: []',
    ],
    [
      'an anchor and an alias',
      'title: &a x\nauthor: *a\ndetection:\n  s: &s\n    A: [*a, *a]\n  condition: s',
    ],
    ['an empty key', '"": 1\n? \n: 2'],
    [
      'keys of a prototype',
      '__proto__: 1\nconstructor: 2\ndetection:\n  __proto__:\n    toString|constructor: 1\n  condition: __proto__',
    ],
  ])('bears %s', (_, text) => {
    const diagnostics = lint(text);
    expect(diagnostics.length).toBeGreaterThan(0);
    expect(typeof applyFixes(text, diagnostics)).toBe('string');
  });

  test('ends in time for long lists and deep expressions', () => {
    const values = Array.from({ length: 20_000 }, (_, index) => `'v${index}'`).join(', ');
    const text = ruleWith(
      `s:\n  A|contains: [${values}]\n  B|re: '${'('.repeat(90)}a+${')+'.repeat(90)}'\ncondition: s`,
    );
    const started = performance.now();
    lint(text);
    expect(performance.now() - started).toBeLessThan(8000);
  });

  test('checks each document of a text by itself, with its own place', () => {
    const one = ruleWith('s:\n  A: yes\ncondition: s');
    const diagnostics = lint(`${one}\n---\n{broken\n---\n${one.replace(/11$/m, '12')}`);
    const words = diagnostics.filter(({ code }) => code === 'sigma.lint.boolean-word');
    expect(words.map(({ span }) => span?.line)).toEqual([7, 19]);
  });

  test('makes of two fixes for the same place the first only', () => {
    const text = 'abc';
    const fix = (start: number, end: number, newText: string): ReturnType<typeof lint>[number] => ({
      code: 'x',
      severity: 'info',
      message: 'x',
      fix: [{ start, end, newText }],
    });
    expect(applyFixes(text, [fix(0, 2, 'x'), fix(1, 3, 'y'), fix(2, 3, 'z')])).toBe('xz');
  });
});

describe('lintAll', () => {
  test('finds ids and titles that stand in an earlier text', () => {
    const text = ruleWith('s:\n  A: x\ncondition: s');
    const [first = [], second = [], third = []] = lintAll([
      { name: 'a.yml', text },
      { name: 'b.yml', text: text.replace('id: 5a0f', 'id: 5A0F') },
      { name: 'c.yml', text: text.replace('id: 5a0f', 'id: 6a0f').replace('Test', 'Other') },
    ]);
    const codes = (found: readonly { readonly code: string }[]): readonly string[] =>
      found.map(({ code }) => code).filter((code) => code.endsWith('-duplicate'));
    expect(codes(first)).toEqual([]);
    expect(codes(second)).toEqual(['sigma.lint.id-duplicate', 'sigma.lint.title-duplicate']);
    expect(second.find(({ code }) => code === 'sigma.lint.id-duplicate')?.message).toContain('a.yml');
    expect(codes(third)).toEqual([]);
  });
});

/** Detections with each alternative once, as JSON: a value that stands twice changes nothing. */
function plainDetection(text: string): string | undefined {
  const result = parseRule(text);
  if (!result.ok) return undefined;
  return JSON.stringify(result.value.detection, (key, value: unknown) => {
    if (typeof value === 'bigint') return String(value);
    return key === 'items' && Array.isArray(value)
      ? [...new Set(value.map((item) => JSON.stringify(item)))]
      : value;
  });
}

describe.skipIf(!hasSharedData)("fixes of SigmaHQ's rules", () => {
  const files = hasSharedData ? readSigmaHqRules().filter((_, index) => index % 4 === 0) : [];
  const fixed = files.map(({ path, text }) => ({ path, text, fixed: applyFixes(text, lint(text)) }));
  const changed = fixed.filter((file) => file.text !== file.fixed);

  test('keep the detection, but for numbers that were meant to be texts', () => {
    const differing = changed.filter((file) => plainDetection(file.text) !== plainDetection(file.fixed));
    expect(changed.length).toBeGreaterThan(2);
    expect(
      differing.filter(({ text }) => !lint(text).some(({ code }) => code === 'sigma.lint.number-form')),
    ).toEqual([]);
  });

  test('leave nothing to fix', () => {
    expect(changed.flatMap((file) => lint(file.fixed).filter(({ fix }) => fix !== undefined))).toEqual([]);
  });
});
