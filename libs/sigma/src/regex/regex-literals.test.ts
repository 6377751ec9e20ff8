import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileRegex } from '../detection/regex.ts';
import { foldCase } from '../pattern/fold.ts';
import { parseRegex } from './parse-regex.ts';
import { regexLiterals as literalsOfNode } from './regex-literals.ts';
import { regexSteps } from './regex-steps.ts';

function regexLiterals(source: string, flags: string): readonly string[] {
  const node = parseRegex(source, flags);
  return node === undefined ? [] : literalsOfNode(node);
}

/** Whether a text has the steps somewhere. */
function hasSteps(text: string, steps: readonly bigint[]): boolean {
  const codes = Array.from(text, (char) => BigInt(char.charCodeAt(0)));
  return codes.some((_, start) =>
    steps.every((mask, index) => ((mask >> (codes[start + index] ?? 200n)) & 1n) === 1n),
  );
}

describe('literals of regular expressions', () => {
  test.each([
    ['powershell', '', ['powershell']],
    ['Power[Ss]hell', '', ['powershell']],
    ['(foo|barbar)baz', '', ['foobaz', 'barbarbaz']],
    ['a.*longer.*bc', '', ['longer']],
    ['(?:cmd|powershell)\\.exe', '', ['cmd.exe', 'powershell.exe']],
    ['x{3}y', '', ['xxxy']],
    ['ab+cd', '', ['cd']],
    ['abc?def', '', ['abcdef', 'abdef']],
    ['set', 'i', ['set', 'ſet']],
    ['(?i)INVOKE', '', ['invoke']],
    ['(?i:EN)V', '', ['env']],
    ['\\$\\{`?env', '', ['${`env', '${env']],
    ['^C:\\\\Users\\\\', '', ['c:\\users\\']],
    ['\\x41b\\x{63}', '', ['abc']],
    ['\\Qa.b\\E', '', ['a.b']],
    ['c\\\\Qa.b', '', ['c\\qa']],
    ['ab{02}c', '', ['ab{02}c']],
  ])('%s', (source, flags, expected) => {
    expect([...regexLiterals(source, flags)].sort()).toEqual([...expected].sort());
  });

  test.each([['.*'], ['[a-z]{8}'], ['foo|.'], ['(foo)?'], ['[^a]'], ['(?i)é'], ['[[:^digit:]]'], ['\\pL']])(
    'none of %s',
    (source) => {
      expect(regexLiterals(source, '')).toEqual([]);
    },
  );

  const pieces = [
    'a',
    'S',
    'k',
    'é',
    '.',
    '[aB]',
    '[^a]',
    '[a-c]',
    '[\\t-x]',
    '[[:^alpha:]]',
    '[[:punct:]]',
    '[ŀ-ƀ]',
    '\\x61',
    '\\QaB\\E',
    'b{02}',
    '\\d',
    '\\w',
    '\\s',
    '\\.',
    '(?:ab|cd)',
  ];
  const piece = fc.constantFrom(...pieces, '(?:a{2}b)', '(?i)', '(?i:sK)', '(x|)', '^', '\\b');
  const quantifier = fc.constantFrom('', '', '', '?', '*', '+', '{2}', '{0,2}', '{1,}', '+?', '{2,3}');
  const source = fc
    .array(fc.tuple(piece, quantifier, fc.constantFrom('', '', '', '|')), { minLength: 1, maxLength: 6 })
    .map((parts) => parts.map((part) => part.join('')).join(''));
  const characters = [...'aAbBcdsSſkK\u212aéÉx.1 \n{02}', 'ab', 'cd', 'aab', 'b{02}'];
  const text = fc.array(fc.constantFrom(...characters), { maxLength: 12 }).map((chars) => chars.join(''));
  const texts = fc.array(text, { minLength: 20, maxLength: 20 });

  test('whatever a regular expression finds has the literals and the steps that are said of it', () => {
    fc.assert(
      fc.property(source, fc.constantFrom('', 'i'), texts, (regex, flags, candidates) => {
        const compiled = compileRegex(regex, flags);
        const node = parseRegex(regex, flags);
        fc.pre(compiled.ok && node !== undefined);
        const literals = literalsOfNode(node);
        const steps = regexSteps(node);
        for (const candidate of candidates.filter(compiled.matches)) {
          const folded = foldCase(candidate);
          if (literals.length > 0) expect(literals.some((literal) => folded.includes(literal))).toBe(true);
          // Steps are followed in ASCII alone.
          if (steps.length > 0 && [...folded].every((char) => char < '\u0080'))
            expect(hasSteps(folded, steps)).toBe(true);
        }
      }),
      { numRuns: 3000 },
    );
  });
});
