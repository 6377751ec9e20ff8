import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkTopicPatterns, matchesPattern, toLike } from './topic-patterns.ts';

it.each([
  ['win-events', 'win-*', true],
  ['win-', 'win-*', true],
  ['win', 'win-*', false],
  ['lin-win-', 'win-*', false],
  ['anything', '*', true],
  ['a.b', 'a.b', true],
  ['axb', 'a.b', false],
  ['soc.win.raw', '*.win.*', true],
  ['soc.lin.raw', '*.win.*', false],
  ['aa', 'a*a', true],
  ['a', 'a*a', false],
  ['abcbc', 'a*bc*bc', true],
  ['abc', 'a*bc*bc', false],
  ['WIN-events', 'win-*', false],
])('the topic %s matches %s: %s', (topic, pattern, isMatch) => {
  expect(matchesPattern(topic, pattern)).toBe(isMatch);
});

it('matches what the regular expression of the same meaning does', () => {
  const text = (alphabet: string) => fc.string({ unit: fc.constantFrom(...alphabet), maxLength: 12 });
  fc.assert(
    fc.property(text('ab._-'), text('ab.*'), (topic, pattern) => {
      const source = pattern.replaceAll('.', String.raw`\.`).replaceAll('*', '.*');
      expect(matchesPattern(topic, pattern)).toBe(new RegExp(`^${source}$`).test(topic));
    }),
  );
});

it('is LIKE with its wildcards taken as they are', () => {
  expect(toLike('a_b-*.c')).toBe(String.raw`a\_b-%.c`);
});

it.each(['', 'win events', 'a%', "a'", 'a\\', 'a\nb', 'x'.repeat(250)])(
  'refuses the pattern %j',
  (pattern) => {
    expect(() => checkTopicPatterns([pattern])).toThrow(/is no pattern of topics/);
  },
);
