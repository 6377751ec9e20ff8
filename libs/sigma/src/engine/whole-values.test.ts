import { describe, expect, test } from 'vitest';
import { parseValidRule, ruleWith } from '../testing/parse-valid-rule.ts';
import { compileRules } from './rule-set.ts';

/** Whether `Foo: value` matches the record, by its bytes. Another rule compares the field with a text of another length. */
function doesMatch(value: string, record: string): boolean {
  const rules = [value, 'another'].map((text) =>
    parseValidRule(ruleWith(`selection: {Foo: ${JSON.stringify(text)}}\ncondition: selection`)),
  );
  const result = compileRules(rules).matchBytes(new TextEncoder().encode(record), { ignoreLogSource: true });
  return result.ok && result.rules.length === 1;
}

describe('a whole value is found', () => {
  test.each([1, 2, 31, 32, 61, 62, 63, 64, 65, 400])('of %i characters', (length) => {
    const text = 'x'.repeat(length);
    expect(doesMatch(text, JSON.stringify({ Foo: text }))).toBe(true);
    expect(doesMatch(text, JSON.stringify({ Foo: `${text}x` }))).toBe(false);
    expect(doesMatch(text, JSON.stringify({ Foo: text.slice(1) }))).toBe(false);
  });

  test.each([
    ['each character escaped', 'abc', '{"Foo":"\\u0061\\u0062\\u0063"}'],
    ['letters that fold to shorter ones', 'kkk', '{"Foo":"\\u212a\\u212a\\u212a"}'],
    ['backslashes', 'C:\\\\\\\\a', '{"Foo":"C:\\\\\\\\a"}'],
    ['a pair of surrogates', '😀', '{"Foo":"\\ud83d\\ude00"}'],
    ['a number written at length', '1', `{"Foo":1.${'0'.repeat(300)}}`],
  ])('with %s', (_, value, record) => {
    expect(doesMatch(value, record)).toBe(true);
  });
});
