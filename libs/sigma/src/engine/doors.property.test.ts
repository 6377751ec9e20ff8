import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SigmaRule } from '../rule/rule.ts';
import { findDisagreement } from '../testing/agreement.ts';
import { parseValidRule, ruleWith } from '../testing/parse-valid-rule.ts';
import { randomEventBytes } from '../testing/random-event-text.ts';
import { randomRule } from '../testing/random-rules.ts';

function expectAgreement(rules: readonly SigmaRule[], events: readonly Uint8Array[]): void {
  expect(findDisagreement(rules, events)).toBeUndefined();
}

/** Found by chance once, each of another kind. */
const known: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['half a surrogate pair is not U+FFFD', ['- "\\ufffd"\n  - aa'], ['{"A":"\\ud83d"}', '{"A":"\ufffd"}']],
  ['a byte order mark in a string counts', ['A: ab'], ['{"A":"\ufeffab"}', '{"A":"\ufeffAB é"}']],
  [
    'names with spaces and without them tell the log source',
    ['A: x'],
    ['{"Chan nel":"Security","A":"x"}', '{"Channel":"Security","A":"x"}', '{"Chan nel":"Security","A":"x"}'],
  ],
  [
    'a list stands where an object tells the log source',
    ['A: x'],
    ['{"event":[{"module":"auditd"}],"A":"x"}', '{"event":{"module":"auditd"},"A":"x"}'],
  ],
  [
    'a list of elements stands where one tells the log source',
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
    'a path goes on below what another product names otherwise',
    ['Image.a: x', 'c-useragent.a: x'],
    [
      '{"NewProcessName":{"a":"x"}}',
      '{"cs(User-Agent)":[{"a":"x"}]}',
      '{"winlog":{"event_data":{"NewProcessName":{"a":"x"}}}}',
    ],
  ],
  [
    'a path ends at the text of an element',
    ['A.#text: x', 'A: x'],
    ['{"Event":{"System":{},"UserData":{"P":{"A":[{"#text":"x"}]}}}}'],
  ],
  [
    'a key that stands twice hides its first value from keywords',
    ['- aa'],
    ['{"z":"aa","z":"b"}', '{"z":"b","z":"aa"}', '{"z":{"y":"aa"},"z":{}}', '{"z":[{"y":"aa"}],"y":"b"}'],
  ],
  [
    'letters beyond ASCII have their case folded, however they are written',
    [
      'A: é',
      'A: ß',
      'A: σ',
      'A: k',
      'A: i̇',
      'A|contains: ⅷ',
      'A: s',
      'A|endswith: ﬀ',
      '- é\n  - aa',
      'A|re|i: ^K$',
    ],
    [
      ...['é', 'É', 'ß', 'ẞ', 'ς', 'Σ', 'K', '\u212a', 'İ', 'Ⅷ', 'ſ', 'ﬀ'].map(
        (letter) => `{"A":"${letter}"}`,
      ),
      ...['00e9', '00C9', '03a3', '212A', '0130', '2167', '004b'].map((code) => `{"A":"\\u${code}"}`),
    ],
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
