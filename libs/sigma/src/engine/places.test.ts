import { describe, expect, test } from 'vitest';
import { parseEvent } from '../event/parse-event.ts';
import { parseValidRule, ruleWith } from '../testing/parse-valid-rule.ts';
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
