import { expect, test } from 'vitest';
import { parseAnswers } from './parse-answers.ts';

test.each([
  ['1\ta,b\n2\tc\n', [['a', 'b'], ['c']]],
  ['1\t\n2\t\n', [[], []]],
  ['1\ta', [['a']]],
  ['', []],
])('reads %j', (text, answers) => {
  expect(parseAnswers(text)).toEqual(answers);
});

test.each(['1 a\n', '2\ta\n', '1\ta\n\n3\tb\n'])('names the line that is wrong in %j', (text) => {
  expect(() => parseAnswers(text)).toThrow(/^line [12] of the peer's answers is not/);
});
