import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseScript, printScript } from './index.ts';
import { maxScriptLength, maxSteps } from './parse-script.ts';

/** What is found in a script: code and place. */
function findings(script: string): readonly string[] {
  return parseScript(script).diagnostics.map(
    ({ code, span }) =>
      `${code.replace('logparse.', '')} ${span?.line}:${span?.column}-${span?.endLine}:${span?.endColumn}`,
  );
}

describe('a script', () => {
  test('is calls with bars between them, over lines and with comments', () => {
    const parsed = parseScript(
      '# first\nparse_json( in_place = TRUE, field="a|b" ) # "|"\n|drop (fields="x, y")\n',
    );
    expect(parsed.ok && parsed.value.steps.map(({ name, arguments: given }) => [name, given])).toEqual([
      ['parse_json', { in_place: true, field: 'a|b' }],
      ['drop', { fields: 'x, y' }],
    ]);
  });

  test('may be empty', () => {
    expect(parseScript(' \n# nothing')).toEqual({ ok: true, value: { steps: [] }, diagnostics: [] });
  });

  test('keeps backslashes but before a quote and a backslash', () => {
    const parsed = parseScript(String.raw`set(field="a", value="C:\d\"x\\y\n")`);
    expect(parsed.ok && parsed.value.steps[0]?.arguments['value']).toBe(String.raw`C:\d"x\y\n`);
  });

  test.each([
    ['drop', ['syntax.unexpected 1:5-1:5']],
    ['drop("a")', ['syntax.unexpected 1:6-1:9']],
    ['drop(fields "a")', ['syntax.unexpected 1:13-1:16']],
    ['drop(fields=)', ['syntax.unexpected 1:13-1:14']],
    ['drop(fields=a)', ['syntax.value 1:13-1:14']],
    ['drop(fields="a"', ['syntax.unexpected 1:16-1:16']],
    ['drop(fields="a', ['syntax.unclosed 1:13-1:15']],
    ['drop(fields="a") set(field="a", value="b")', ['syntax.unexpected 1:18-1:21']],
    ['drop(fields="a");', ['syntax.unexpected 1:17-1:18']],
    ['drop(fields="a", fields="b")', ['argument.twice 1:18-1:24']],
    ['drop(\n  fields="a",\n  flelds="b")', ['argument.unknown 3:3-3:9']],
    ['drop(fields=true)', ['argument.value 1:6-1:12']],
    ['drop(fields="a,")', ['argument.value 1:6-1:12']],
    ['rename(from="a")', ['argument.missing 1:1-1:7']],
    ['parse_json(field="a", in_place="yes")', ['argument.value 1:23-1:31']],
    ['regex(field="a", pattern="(?=x)")', ['regex.pattern 1:18-1:25']],
    ['regex(field="a", pattern="(a")', ['regex.pattern 1:18-1:25']],
    ['Drop(fields="a")', ['function.unknown 1:1-1:5']],
    [
      '| drop(fields="a") | | drop(fields="b") |',
      ['stage.empty 1:1-1:2', 'stage.empty 1:22-1:23', 'stage.empty 1:41-1:42'],
    ],
    [
      'x(a="1") |\ny(b="2") | drop(z',
      ['function.unknown 1:1-1:2', 'function.unknown 2:1-2:2', 'syntax.unexpected 2:18-2:18'],
    ],
  ])('%s is told of with its place', (script, expected) => {
    expect(findings(script)).toEqual(expected);
  });

  test('is bounded: length, steps, texts, depth of fields', () => {
    expect(findings(' '.repeat(maxScriptLength + 1))[0]).toMatch(/^script.too-long/);
    const step = 'drop(fields="a")';
    expect(parseScript(Array(maxSteps).fill(step).join('|')).ok).toBe(true);
    expect(
      findings(
        Array(maxSteps + 1)
          .fill(step)
          .join('|'),
      )[0],
    ).toMatch(/^script.too-many-steps/);
    expect(findings(`set(field="a", value="${'x'.repeat(8193)}")`)).toEqual(['argument.value 1:16-1:21']);
    expect(findings(`drop(fields="${'a.'.repeat(64)}a")`)).toEqual(['argument.value 1:6-1:12']);
  });

  test('that is printed and read again is the same', () => {
    const text = fc
      .string({ unit: 'binary', minLength: 1 })
      .filter((one) => !one.includes(',') && one.trim() !== '');
    const step = fc.oneof(
      fc.record({
        name: fc.constant('set'),
        arguments: fc.record({ field: text, value: fc.string({ unit: 'binary' }) }),
      }),
      fc.record({ name: fc.constant('drop'), arguments: fc.record({ fields: text }) }),
      fc.record({
        name: fc.constant('parse_json'),
        arguments: fc.record({ field: text, in_place: fc.boolean() }),
      }),
    );
    const span = { line: 1, column: 1, endLine: 1, endColumn: 1 };
    fc.assert(
      fc.property(fc.array(step, { maxLength: 4 }), (steps) => {
        const printed = printScript({ steps: steps.map((one) => ({ ...one, span })) });
        const parsed = parseScript(printed);
        expect(
          parsed.ok && parsed.value.steps.map(({ name, arguments: given }) => ({ name, arguments: given })),
        ).toEqual(steps);
      }),
    );
  });

  test('of any characters is refused or read, and never throws', () => {
    const pieces = fc.constantFrom(
      'drop',
      'set',
      '(',
      ')',
      '=',
      ',',
      '|',
      '"',
      '\\',
      '"a"',
      '#',
      '\n',
      'field',
      'é',
      '😀',
      '\ud800',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 20 }), (script) => {
        const parsed = parseScript(script.join(''));
        expect(parsed.ok || parsed.diagnostics.length > 0).toBe(true);
      }),
    );
  });
});
