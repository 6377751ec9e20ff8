import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseEvent } from '../event/parse-event.ts';
import { randomEventBytes } from '../testing/random-event-text.ts';
import { randomRule } from '../testing/random-rules.ts';
import { parseValidRule, ruleWith } from '../testing/parse-valid-rule.ts';
import type { SigmaRule } from '../rule/rule.ts';
import { matchBytesPlainly } from '../testing/match-plainly.ts';
import { compileRules } from './rule-set.ts';
import type { ByteMatchResult, MatchOptions, RuleSet } from './rule-set.ts';

const options: readonly MatchOptions[] = [
  {},
  { ignoreLogSource: true },
  { logSource: { product: 'Windows', category: 'process_creation' } },
  { logSource: { product: 'windows' } },
];

/** The object door, as one would use it on bytes. */
function matchObject(ruleSet: RuleSet, bytes: Uint8Array, option: MatchOptions): ByteMatchResult {
  const parsed = parseEvent(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  return parsed.ok ? { ok: true, ...ruleSet.match(parsed.event, option) } : parsed;
}

/** A result with the places of its rules in the set: rules that are equal are not the same. */
function numbered(result: ByteMatchResult, rules: readonly SigmaRule[]): object {
  return result.ok ? { ...result, rules: result.rules.map((rule) => rules.indexOf(rule)) } : result;
}

/** What all three answer, by the places of the rules; the first that differs from plain evaluation fails. */
function expectAgreement(rules: readonly SigmaRule[], events: readonly Uint8Array[]): void {
  const ruleSet = compileRules(rules);
  for (const option of options) {
    for (const bytes of events) {
      const expected = matchBytesPlainly(rules, bytes, option);
      const numbers = numbered(expected, rules);
      expect(numbered(ruleSet.matchBytes(bytes, option), rules)).toEqual(numbers);
      if (expected.ok || expected.reason !== 'EVENT_NOT_UTF8')
        expect(numbered(matchObject(ruleSet, bytes, option), rules)).toEqual(numbers);
    }
  }
}

/** Found by chance once, each of another kind. */
const known: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['half a surrogate pair is not U+FFFD', ['A|contains: "\ufffd"'], ['{"A":"\\ud83d"}', '{"A":"\ufffd"}']],
  ['a byte order mark in a string counts', ['A: ab'], ['{"A":"\ufeffab"}', '{"A":"\ufeffAB é"}']],
  [
    'a name with spaces tells no log source',
    ['A: x'],
    ['{"Chan nel":"Security","A":"x"}', '{"Channel":"Security","A":"x"}', '{"Chan nel":"Security","A":"x"}'],
  ],
  [
    'a list tells no log source',
    ['A: x'],
    ['{"event":[{"module":"auditd"}],"A":"x"}', '{"event":{"module":"auditd"},"A":"x"}'],
  ],
  [
    'a list of texts of elements tells no log source',
    ['A: x'],
    [
      '{"Event":{"System":{},"EventData":{"A":"x","Channel":[{"#text":"Security"}]}}}',
      '{"Event":{"System":{},"EventData":{"A":"x","Channel":{"#text":"Security"}}}}',
      '{"Event":{"System":{},"EventData":{"A":"x","Channel":[{"#text":"Security"}]}}}',
    ],
  ],
  [
    'data named __proto__ is matched like any other',
    ['__proto__: x', '__proto__|exists: true'],
    ['{"Event":{"System":{},"EventData":{"__proto__":"x"}}}', '{"winlog":{"event_data":{"__proto__":"x"}}}'],
  ],
  [
    'a path goes on below what Windows says',
    ['a.b: x', 'X_Y.b: x', 'EventID.b: x'],
    [
      '{"Event":{"System":{"a":[{"b":"x"}]}}}',
      '{"Event":{"System":{"a":{"#text":{"b":"x"}}}}}',
      '{"Event":{"System":{"X":{"#attributes":{"Y":{"b":"x"}}}}}}',
      '{"Event":{"System":{},"EventData":{"a":{"#text":{"b":"x"}}}}}',
      '{"winlog":{"event_id":{"b":"x"}}}',
    ],
  ],
  [
    'a path ends at the text of an element',
    ['A.#text: x', 'A: x'],
    ['{"Event":{"System":{},"UserData":{"P":{"A":[{"#text":"x"}]}}}}'],
  ],
];

describe('the doors of a rule set', () => {
  test('answer alike, and as every rule by itself would, whatever the bytes and the rules', () => {
    const property = fc.property(
      fc.array(randomRule, { minLength: 1, maxLength: 8 }),
      fc.array(randomEventBytes, { minLength: 1, maxLength: 6 }),
      (rules, events) => {
        expectAgreement(rules, events);
      },
    );
    fc.assert(property, { numRuns: 300 });
  });

  test.each(known)('answer alike where they once did not: %s', (_, items, events) => {
    const rules = items.map((item) => parseValidRule(ruleWith(`s:\n  ${item}\ncondition: s`)));
    expectAgreement(
      rules,
      events.map((text) => new TextEncoder().encode(text)),
    );
  });
});
