import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseEvent } from '../event/parse-event.ts';
import { toEvent } from '../event/event.ts';
import { parseRule } from '../rule/parse-rule.ts';
import { parseValidRule, ruleWith } from '../testing/parse-valid-rule.ts';
import { hasSharedData, readSharedLines, readSigmaHqRules } from '../testing/shared-data.ts';
import { evaluateNaively } from '../testing/evaluate-naively.ts';
import { compileRules } from './rule-set.ts';

/** A small alphabet, so that needles and texts meet often; with what trips up folding, hashing and escaping. */
const randomText = fc.string({
  unit: fc.constantFrom(
    'a',
    'b',
    'A',
    '\\',
    ' ',
    '-',
    '/',
    '*',
    '?',
    'é',
    'Σ',
    'ς',
    '😀',
    '🙂',
    '\u0000',
    '1',
    '.',
  ),
  maxLength: 12,
});
/** Words that rules and events share, so that whole texts meet as well. */
const word = fc.constantFrom('ab', 'aba', 'a b', '\\ab', '/a.b', 'é', '😀', 'ΣΣ', 'abab-ab/ab', '1', 'x');
const text = fc.oneof(
  word,
  randomText,
  fc.tuple(word, word).map(([left, right]) => left + right),
);
const field = fc.constantFrom('A', 'B', 'a.b', 'a.c', 'Two Words');
const modifier = fc.constantFrom(
  '',
  '|contains',
  '|startswith',
  '|endswith',
  '|contains|windash',
  '|cased',
  '|contains|cased',
  '|neq',
  '|re',
);
const value = fc.oneof({ weight: 6, arbitrary: text }, fc.integer({ min: 0, max: 20 }), fc.boolean());

const item = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(field, modifier, fc.array(value, { minLength: 1, maxLength: 4 })) },
  fc.tuple(field, fc.constantFrom('|exists'), fc.boolean()),
  fc.tuple(field, fc.constantFrom('|fieldref'), field),
  fc.tuple(field, fc.constantFrom(''), fc.constant(null)),
  fc.tuple(field, fc.constantFrom('|gt', '|lte'), fc.integer({ min: 0, max: 20 })),
);
const selection = fc.oneof(
  { weight: 4, arbitrary: fc.array(item, { minLength: 1, maxLength: 3 }).map((items) => toMap(items)) },
  fc.array(text, { minLength: 1, maxLength: 3 }),
);
const condition = fc.constantFrom(
  's and t',
  's or t',
  's and not t',
  'not s',
  '1 of s*',
  'all of them',
  's',
  'not (s or t)',
  'not s and not t',
);

function toMap(items: readonly (readonly [string, string, unknown])[]): Record<string, unknown> {
  return Object.fromEntries(items.map(([name, modifiers, values]) => [name + modifiers, values]));
}

/** JSON is YAML. Rules that the language refuses, such as broken regular expressions, are left out. */
const rule = fc
  .tuple(selection, selection, condition)
  .map(([s, t, text]) =>
    parseRule(ruleWith(`s: ${JSON.stringify(s)}\nt: ${JSON.stringify(t)}\ncondition: ${text}`)),
  )
  .filter((result) => result.ok)
  .map((result) => result.value);

const scalar = fc.oneof(
  { weight: 5, arbitrary: text },
  fc.integer({ min: 0, max: 20 }),
  fc.boolean(),
  fc.constant(null),
);
const member = fc.oneof({ weight: 3, arbitrary: scalar }, fc.array(scalar, { maxLength: 3 }));
const nested = fc.dictionary(fc.constantFrom('b', 'c'), member);
const event = fc.record(
  {
    A: member,
    B: member,
    'Two Words': member,
    TwoWords: member,
    'a.b': member,
    a: fc.oneof(nested, fc.array(nested, { maxLength: 2 }), scalar),
  },
  { requiredKeys: [] },
);

describe('the compiled rule set', () => {
  test('answers as every rule by itself would, on any rules and events', () => {
    const property = fc.property(
      fc.array(rule, { minLength: 1, maxLength: 8 }),
      fc.array(event, { minLength: 1, maxLength: 4 }),
      (rules, events) => {
        const ruleSet = compileRules(rules);
        for (const parsed of events.map(toEvent)) {
          const expected = rules.filter(({ detection }) => evaluateNaively(detection, parsed));
          expect(ruleSet.match(parsed, { ignoreLogSource: true }).rules).toEqual(expected);
        }
      },
    );
    fc.assert(property, { numRuns: 600 });
  });

  test.skipIf(!hasSharedData)("answers so on SigmaHQ's rules and real events of each source", () => {
    const rules = readSigmaHqRules().flatMap(({ text: content }) => {
      const result = parseRule(content);
      return result.ok ? [result.value] : [];
    });
    const ruleSet = compileRules(rules);
    for (const name of [
      'windows-lsass-dump',
      'windows-ad-playbook',
      'sentinel-sysmon-log4shell',
      'aws-s3-exfiltration',
    ]) {
      const lines = readSharedLines(`events/${name}.ndjson.gz`);
      for (let at = 0; at < lines.length; at += Math.ceil(lines.length / 5)) {
        const parsed = parseEvent(lines[at] ?? '');
        if (!parsed.ok) throw new Error(parsed.message);
        const expected = rules.filter(({ detection }) => evaluateNaively(detection, parsed.event));
        expect(ruleSet.match(parsed.event, { ignoreLogSource: true }).rules).toEqual(expected);
      }
    }
  });

  test('gives the rules of a set in the order of the set, each event by itself', () => {
    const rules = ['x', 'y', 'x'].map((word) => parseValidRule(ruleWith(`s:\n  A: ${word}\ncondition: s`)));
    const ruleSet = compileRules(rules);
    const match = (word: string) => ruleSet.match(toEvent({ A: word }), { ignoreLogSource: true }).rules;
    expect(match('x')).toEqual([rules[0], rules[2]]);
    expect(match('y')).toEqual([rules[1]]);
    expect(match('z')).toEqual([]);
    expect(match('x')).toEqual([rules[0], rules[2]]);
  });

  test('may be empty', () => {
    expect(compileRules([]).match(toEvent({ A: 1 }))).toMatchObject({
      rules: [],
      isLogSourceResolved: false,
    });
  });
});
