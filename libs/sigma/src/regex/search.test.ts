import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileRegex } from '../detection/regex.ts';
import { createCodePoints, readText } from '../pattern/code-points.ts';
import { parseRegex } from './parse-regex.ts';
import { compileSearch } from './search-program.ts';
import { createSearch } from './search.ts';

/** A search of texts; undefined where the expression is left to RE2. */
function searchFor(source: string, flags: string): ((text: string) => boolean | undefined) | undefined {
  const node = parseRegex(source, flags);
  const program = node === undefined ? undefined : compileSearch(node);
  if (program === undefined) return undefined;
  const search = createSearch(program);
  const codes = createCodePoints();
  return (text) => {
    readText(codes, text);
    return search(codes.codes, codes.length);
  };
}

let seed = 1;
const random = (): boolean => (seed = (Math.imul(seed, 1103515245) + 12345) | 0) < 0;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

describe('search', () => {
  test.each([
    ['^a.c$', 's', 'a\nc', true],
    ['^a.c$', '', 'a\nc', false],
    ['^b$', '', 'a\nb\nc', false],
    ['^b$', 'm', 'a\nb\nc', true],
    ['(?m)^b$|x', '', 'a\nb', true],
    ['a(?s:.)b.c', '', 'a\nb\nc', false],
    ['\\bcmd\\b', 'i', 'run CMD.exe', true],
    ['\\bcmd\\b', 'i', 'run cmdlet', false],
    ['\\Bmd', '', 'cmd', true],
    ['\\Amd\\z', '', 'cmd', false],
    ['k', 'i', '\u212a', true],
    ['[^k]', 'i', '\u212a', false],
    ['^.$', '', '😀', true],
    ['[😀-😅]{2}', '', 'a😁😂', true],
    ['x{2,3}y', '', 'xxxxy', true],
    ['^x{2,3}y', '', 'xxxxy', false],
    ['(a*)*b', '', 'aaac', false],
    ['', '', '', true],
    ['^$', '', 'a', false],
  ])('of %s with "%s" in %j', (source, flags, text, expected) => {
    expect(searchFor(source, flags)?.(text)).toBe(expected);
    const regex = compileRegex(source, flags);
    expect(regex.ok && regex.matches(text)).toBe(expected);
  });

  test.each([
    ['é', 'i'],
    ['[-–/]x', 'i'],
    ['ſ', 'i'],
    ['[\\x80-\\x{10ffff}]x', 'i'],
    ['[\\W]', 'i'],
    ['\\pL', ''],
    ['(?:a{60}){70}', ''],
    [
      `[${Array.from({ length: 5000 }, (_, index) => String.fromCodePoint(0x4e00 + index * 2)).join('')}]`,
      '',
    ],
  ])('is left to RE2 for %s with "%s"', (source, flags) => {
    expect(searchFor(source, flags)).toBeUndefined();
  });

  const atoms = [
    ...['a', 'S', 'k', 'é', '–', 'ſ', '.', '\\x61', '\\QaB\\E', '\\Q{2}\\', 'b{02}', '\\.', '\n'],
    ...[
      '[aB]',
      '[^a]',
      '[a-c]',
      '[\\t-x]',
      '[[:^alpha:]]',
      '[[:punct:]]',
      '[ŀ-ƀ]',
      '[–x]',
      '[\\S]',
      '[\\D]',
      '[\\W]',
    ],
    ...['\\d', '\\w', '\\s', '\\W', '\\B', '\\b', '\\z', '\\A', '^', '$', '(?:ab|cd)', '(?:a{2}b)', '(x|)'],
    ...['(?i)', '(?i:sK)', '(?s).', '(?m)^', '(?m)$', '(?-s).', '(?s-i)', '(?im:^a.$)'],
  ];
  const quantifiers = ['', '', '', '?', '*', '+', '{2}', '{0,2}', '{1,}', '+?', '{2,3}'];
  const part = fc.tuple(
    fc.constantFrom(...atoms),
    fc.constantFrom(...quantifiers),
    fc.constantFrom('', '', '', '|'),
  );
  const sources = fc
    .array(part, { minLength: 1, maxLength: 6 })
    .map((parts) => parts.map((pieces) => pieces.join('')).join(''));
  const characters = [...'aAbBcdsSſkK\u212aéÉx.1 \n{02}–', 'ab', 'cd', 'aab', '😀', '\ud800'];
  const texts = fc.array(
    fc.array(fc.constantFrom(...characters), { maxLength: 12 }).map((chars) => chars.join('')),
    { minLength: 20, maxLength: 20 },
  );

  test('finds what RE2 finds', () => {
    let compared = 0;
    fc.assert(
      fc.property(
        sources,
        fc.constantFrom('', 'i', 'm', 's', 'is', 'ims'),
        texts,
        (source, flags, candidates) => {
          const regex = compileRegex(source, flags);
          const search = regex.ok ? searchFor(source, flags) : undefined;
          fc.pre(regex.ok && search !== undefined);
          for (const text of candidates) {
            compared += 1;
            expect(search(text), JSON.stringify(text)).toBe(regex.matches(text));
          }
        },
      ),
      { numRuns: 3000 },
    );
    expect(compared).toBe(60_000);
  }, 60_000);

  test('gives up where a text takes too many states, and for good after some such texts', () => {
    const search = searchFor('a[ab]{24}c', '');
    const hostile = (): string => Array.from({ length: 100_000 }, () => (random() ? 'a' : 'b')).join('');
    const harmless = `xa${'b'.repeat(24)}c`;
    for (let count = 0; count < 8; count += 1) {
      expect(search?.(harmless)).toBe(true);
      expect(search?.(hostile())).toBeUndefined();
    }
    expect(search?.(harmless)).toBeUndefined();
  });

  test('forgets the states of all searches where they are too many, and finds the same', () => {
    const text = Array.from({ length: 3000 }, () => (random() ? 'a' : 'b')).join('');
    const searches = Array.from({ length: 300 }, (_, index) => searchFor(`a.{8}${index}`, ''));
    collectGarbage();
    const before = process.memoryUsage().heapUsed;
    for (const [index, search] of searches.entries()) expect(search?.(`${text}a12345678${index}`)).toBe(true);
    for (const [index, search] of searches.slice(0, 9).entries())
      expect(search?.(`a12345678${index}`)).toBe(true);
    collectGarbage();
    // Without a bound, these states take 50 MiB.
    expect((process.memoryUsage().heapUsed - before) / 2 ** 20).toBeLessThan(32);
  });
});
