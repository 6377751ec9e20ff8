import { expect, test } from 'vitest';
import { searchWords } from './search-words.ts';

test.each<readonly [what: string, search: string, query: string | undefined]>([
  ['a part of a word', 'lsas', "'lsas':*"],
  ['all of several words', '  dump LSASS ', "'dump':* & 'LSASS':*"],
  ['a path as its parts', String.raw`C:\Windows\lsass.exe`, "'C' & 'Windows':* & 'lsass':* & 'exe':*"],
  ['a technique with its part', 'T1003.001', "'T1003':* & '001':*"],
  ['letters of any alphabet', 'Größe', "'Größe':*"],
  ['no operators', "a'b | !c:*", "'a' & 'b' & 'c'"],
  ['nothing', ' * ', undefined],
])('a search is for %s', (_, search, query) => {
  expect(searchWords(search)).toBe(query);
});

test('no more than 20 words are looked for', () => {
  expect(searchWords('word '.repeat(100))?.split(' & ')).toHaveLength(20);
});
