import fc from 'fast-check';
import { expect, test } from 'vitest';
import { print } from '../testing/events/json-tree.ts';
import { schemaEvent, schemaValues } from '../testing/events/schema-events.ts';
import { matchBytesPlainly } from '../testing/match-plainly.ts';
import { parseValidRule, ruleWith } from '../testing/parse-valid-rule.ts';
import { mappedFieldNames } from '../testing/vocabulary.ts';
import { compileRules } from './rule-set.ts';

/** What a field may be asked for: each value, absence, and what forms make of values. */
const questions = [
  ...schemaValues.map((value) => `: ${JSON.stringify(value)}`),
  ...[
    ': null',
    '|exists: true',
    "|contains: 'ab'",
    "|startswith: 'HK'",
    "|contains: ' '",
    "|re: '=ab'",
    "|contains: ',SHA256=a'",
  ],
];
const rules = mappedFieldNames.flatMap((name) =>
  questions.map((question) => parseValidRule(ruleWith(`s:\n  ${name}${question}\ncondition: s`))),
);
const event = schemaEvent.map((tree) => new TextEncoder().encode(print(tree, '')));

test('a field has the values of its first place in every schema, whichever door the event takes', () => {
  const ruleSet = compileRules(rules);
  const property = fc.property(event, fc.boolean(), (bytes, ignoreLogSource) => {
    const found = ruleSet.matchBytes(bytes, { ignoreLogSource });
    const right = matchBytesPlainly(rules, bytes, { ignoreLogSource });
    const placesOf = (result: typeof found): readonly unknown[] =>
      result.ok ? result.rules.map((rule) => rules.indexOf(rule)) : [result.reason];
    expect(placesOf(found)).toEqual(placesOf(right));
  });
  fc.assert(property, { numRuns: 1500 });
});
