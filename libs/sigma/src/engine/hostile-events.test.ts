import { describe, expect, test } from 'vitest';
import { parseValidRule, ruleWith } from '../testing/parse-valid-rule.ts';
import { compileRules } from './rule-set.ts';

const encoder = new TextEncoder();
const mega = 1024 * 1024;

/** Bounds no time by itself: what hangs runs into the test runner's limit. */
const maxTestMs = 60_000;

describe('no event and no rule holds the thread', () => {
  test.each<readonly [name: string, items: readonly string[], event: () => string, answer: string]>([
    ['(a+)+$ on a megabyte', ["A|re|i: '(a+)+$'"], () => `{"A":"${'a'.repeat(mega)}!"}`, '0'],
    ['quantifiers in quantifiers', ["A|re: '^(([a-z])+.)+[A-Z]([a-z])+$'"], () => longA(), '0'],
    ['counted repeats', ["A|re: '(a{1,30}){30}b'"], () => longA(), '0'],
    ['near hits of a text', [`A|contains: ${'a'.repeat(500)}b${'a'.repeat(500)}`], () => longA(), '0'],
    ['near hits of a pattern', [`A: '*${'a?'.repeat(20)}b*'`], () => longA(), '0'],
    [
      'near hits of many texts',
      Array.from({ length: 50 }, (_, index) => `A|contains: ${'a'.repeat(20)}${index}`),
      () => longA(),
      '0',
    ],
    [
      '100,000 keys',
      ['A: x'],
      () =>
        JSON.stringify(Object.fromEntries(Array.from({ length: 100_000 }, (_, key) => [`A ${key}`, 'word']))),
      '0',
    ],
    ['a megabyte of [', ['A: x'], () => '['.repeat(mega), 'EVENT_TOO_MANY_VALUES'],
    ['a megabyte of {', ['A: x'], () => '{"A":'.repeat(mega / 5), 'EVENT_TOO_MANY_VALUES'],
    ['a megabyte of [ in an object', ['A: x'], () => `{"A":${'['.repeat(mega)}`, 'EVENT_TOO_MANY_VALUES'],
    ['a number of a megabyte', ['A: x'], () => `{"A":${'9'.repeat(mega)}}`, 'EVENT_TEXT_TOO_LONG'],
    ['digits after a point', ['A|re: ^1$', 'A|re: ^1[.]0$'], () => `{"A":1.${'0'.repeat(mega)}}`, '1'],
    ['a text of digits', ['A|gt: 5'], () => `{"A":"${'9'.repeat(mega)}"}`, '1'],
    ['a million values', ['A: 2'], () => `{"A":[${'1,'.repeat(mega - 1)}2]}`, 'EVENT_TOO_MANY_VALUES'],
    ['as many values as are read', ['A: 2'], () => `{"A":[${'1,'.repeat(99_998)}2]}`, '1'],
    ['a text of eight megabytes', ['A: x'], () => `{"A":"${'a'.repeat(8 * mega)}"}`, 'EVENT_TEXT_TOO_LONG'],
    [
      'nearly sixteen megabytes',
      ['A|contains: éx'],
      () => `{"B":"${'é'.repeat(3.9 * mega)}","A":"${'é'.repeat(3.9 * mega)}x"}`,
      '1',
    ],
    [
      'two fields of 49,000 values',
      [...['', '|contains', '|startswith', '|endswith'].map((match) => `A|fieldref${match}: B`)],
      () => `{"A":${manyTexts(49_000, 'a')},"B":${manyTexts(49_000, 'b')}}`,
      '0',
    ],
    [
      'near hits of one field in another',
      ['A|fieldref|contains: B'],
      () => `{"A":"${'a'.repeat(mega)}","B":"${'a'.repeat(mega / 4)}b${'a'.repeat(mega / 4)}"}`,
      '0',
    ],
  ])(
    '%s',
    (_, items, makeEvent, answer) => {
      const rules = items.map((item) =>
        parseValidRule(ruleWith(`s:\n  ${item}\nk:\n  - not to be found\ncondition: s or k`)),
      );
      const ruleSet = compileRules(rules);
      const result = ruleSet.matchBytes(encoder.encode(makeEvent()));
      expect(result.ok ? String(result.rules.length) : result.reason).toBe(answer);
      expect(ruleSet.memoryBytes()).toBeLessThan(512 * mega);
    },
    maxTestMs,
  );
});

function manyTexts(count: number, end: string): string {
  return JSON.stringify(Array.from({ length: count }, (_, index) => `${end}text ${index} of many${end}`));
}

function longA(): string {
  return `{"A":"${'a'.repeat(mega)}"}`;
}
