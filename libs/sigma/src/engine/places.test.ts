import { describe, expect, test } from 'vitest';
import { parseEvent } from '../event/parse-event.ts';
import { parseValidRule, ruleWith } from '../testing/parse-valid-rule.ts';
import type { SigmaRule } from '../rule/rule.ts';
import { compileRules } from './rule-set.ts';

const ruleSet = compileRules([parseValidRule(ruleWith('selection: {Foo: a}\ncondition: selection'))]);
const all = { ignoreLogSource: true };

/** Whether `Foo: a` matches, by the bytes and by the object; they must agree. */
function isA(text: string): boolean {
  const bytes = ruleSet.matchBytes(new TextEncoder().encode(text), all);
  const parsed = parseEvent(text);
  expect(bytes.ok && parsed.ok).toBe(true);
  const byObject = parsed.ok && ruleSet.match(parsed.event, all).rules.length === 1;
  expect(bytes.ok && bytes.rules.length === 1).toBe(byObject);
  return byObject;
}

describe('a field that lies in several places has the values of the first one, wherever that stands', () => {
  test.each([
    [
      'what winlogbeat lifts hides the event’s own, before it',
      '{"winlog":{"event_data":{"Foo":"b"}},"Foo":"a"}',
      false,
    ],
    ['and after it', '{"Foo":"a","winlog":{"event_data":{"Foo":"b"}}}', false],
    ['which counts alone', '{"winlog":{"event_data":{"Foo":"a"}},"Foo":"b"}', true],
    ['also if it is null', '{"winlog":{"event_data":{"Foo":null}},"Foo":"a"}', false],
    [
      'data of an event hides its System element',
      '{"Event":{"System":{"Foo":"a"},"EventData":{"Foo":"b"}}}',
      false,
    ],
    ['in either order', '{"Event":{"EventData":{"Foo":"b"},"System":{"Foo":"a"}}}', false],
    [
      'System’s counts where the data has none',
      '{"Event":{"EventData":{"Bar":"b"},"System":{"Foo":"a"}}}',
      true,
    ],
  ])('%s', (_, text, expected) => {
    expect(isA(text)).toBe(expected);
  });
});

describe('a path that a rule spells out is followed by the keys as they stand', () => {
  const spelled = compileRules([
    parseValidRule(ruleWith('selection: {winlog.event_data.Foo: a}\ncondition: selection')),
    parseValidRule(ruleWith('selection: {Foo: a}\ncondition: selection')),
  ]);

  test.each<readonly [string, readonly number[]]>([
    ['{"winlog":{"event_data":{"Foo":"a"}}}', [0, 1]],
    ['{"winlog":{"event_data":{"Foo ":"a"}}}', [1]],
    // Of two keys that are one without spaces, the first is lifted.
    ['{"winlog":{"event_data":{"F oo":"a","Foo":"b"}}}', [1]],
  ])('in %s', (text, expected) => {
    const indexes = (rules: readonly SigmaRule[]): readonly number[] =>
      rules.map((rule) => spelled.rules.indexOf(rule)).sort();
    const byBytes = spelled.matchBytes(new TextEncoder().encode(text), all);
    const parsed = parseEvent(text);
    if (!parsed.ok || !byBytes.ok) throw new Error('it is no event');
    expect(indexes(spelled.match(parsed.event, all).rules)).toEqual(indexes(byBytes.rules));
    expect(indexes(byBytes.rules)).toEqual(expected);
  });
});
