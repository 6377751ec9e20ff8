import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileRegex } from '../../detection/regex.ts';
import { foldCase } from '../../pattern/fold.ts';
import { regexLiterals } from './regex-literals.ts';

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
  ])('%s', (source, flags, expected) => {
    expect([...regexLiterals(source, flags)].sort()).toEqual([...expected].sort());
  });

  test.each([['.*'], ['[a-z]{8}'], ['foo|.'], ['(foo)?'], ['\\x41bc'], ['\\Qa.b\\E'], ['[^a]'], ['(?i)é']])(
    'none of %s',
    (source) => {
      expect(regexLiterals(source, '')).toEqual([]);
    },
  );

  const piece = fc.constantFrom(
    ...[
      'a',
      'S',
      'k',
      'é',
      '.',
      '[aB]',
      '[^a]',
      '\\d',
      '\\.',
      '(?:ab|cd)',
      '(?i)',
      '(?i:sK)',
      '(x|)',
      '^',
      '\\b',
    ],
  );
  const quantifier = fc.constantFrom('', '', '', '?', '*', '+', '{2}', '{0,2}', '{1,}', '+?');
  const source = fc
    .array(fc.tuple(piece, quantifier, fc.constantFrom('', '', '', '|')), { minLength: 1, maxLength: 6 })
    .map((parts) => parts.map((part) => part.join('')).join(''));
  const text = fc
    .array(
      fc.constantFrom(
        'a',
        'A',
        'b',
        'c',
        'd',
        's',
        'S',
        'ſ',
        'k',
        'K',
        '\u212a',
        'é',
        'É',
        'x',
        '.',
        '1',
        'ab',
      ),
      {
        maxLength: 12,
      },
    )
    .map((chars) => chars.join(''));

  test('whatever a regular expression finds contains one of them', () => {
    fc.assert(
      fc.property(
        source,
        fc.constantFrom('', 'i'),
        fc.array(text, { minLength: 20, maxLength: 20 }),
        (regex, flags, texts) => {
          const compiled = compileRegex(regex, flags);
          fc.pre(compiled.ok);
          const literals = regexLiterals(regex, flags);
          fc.pre(literals.length > 0);
          for (const candidate of texts) {
            if (compiled.matches(candidate))
              expect(literals.some((literal) => foldCase(candidate).includes(literal))).toBe(true);
          }
        },
      ),
      { numRuns: 3000 },
    );
  });
});
