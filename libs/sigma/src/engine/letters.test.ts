import { expect, test } from 'vitest';
import { parseEvent } from '../event/parse-event.ts';
import { parseValidRule, ruleWith } from '../testing/parse-valid-rule.ts';
import { compileRules } from './rule-set.ts';

const options = { ignoreLogSource: true };

/** Whether the rule's value matches the event's, by both doors. */
function doesMatch(value: string, text: string): boolean {
  const rule = parseValidRule(ruleWith(`selection: {Foo: ${JSON.stringify(value)}}\ncondition: selection`));
  const ruleSet = compileRules([rule]);
  const record = JSON.stringify({ Foo: text });
  const byBytes = ruleSet.matchBytes(new TextEncoder().encode(record), options);
  const parsed = parseEvent(record);
  const byObject = parsed.ok && ruleSet.match(parsed.event, options).rules.length === 1;
  expect(byBytes.ok && byBytes.rules.length === 1).toBe(byObject);
  return byObject;
}

const letters = [...'abcdefghijklmnopqrstuvwxyz', 'é', 'ж', 'σ'];

test.each(letters)('%s is its capital, whatever stands around it', (letter) => {
  for (const text of [letter, `before ${letter} and a long time after it`]) {
    expect(doesMatch(text, text.toUpperCase())).toBe(true);
    expect(doesMatch(text.toUpperCase(), text)).toBe(true);
  }
});

test.each(['@', '[', '`', '{', '_', '0', ' '])('%s is no letter', (char) => {
  for (const other of [char.charCodeAt(0) + 32, char.charCodeAt(0) - 32].filter(
    (code) => code > 31 && code < 127,
  ))
    expect(doesMatch(`x${char}`, `x${String.fromCharCode(other)}`)).toBe(false);
});
