import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseEvent } from '../event/parse-event.ts';
import { parseValidRule, ruleWith } from '../testing/parse-valid-rule.ts';
import { compileRules } from './rule-set.ts';

const options = { ignoreLogSource: true };
const digits = fc.string({ unit: fc.constantFrom(...'0000123459'), maxLength: 20 });
const whole = fc.oneof(
  fc.constant('0'),
  digits.map((rest) => `1${rest}`),
);
const fraction = fc.oneof(
  fc.constant(''),
  digits.map((rest) => `.${rest}5`),
  digits.map((rest) => `.${rest}0`),
);
const numbers = fc
  .tuple(fc.constantFrom('', '-'), whole, fraction, fc.constantFrom('', '', 'e1', 'E-3'))
  .map((parts) => parts.join(''));

const edges = [
  ...[
    '-0',
    '-0.0',
    '-0.5',
    '0.1',
    '1.0',
    '1.50',
    '0.000001',
    '0.0000001',
    '0.00000012',
    '10.0000001',
    '1e21',
    '5E-7',
  ],
  ...[
    '999999999999999',
    '9007199254740993',
    '-12345678901234567890',
    '9007199254740993.5',
    '0.12345678901234567',
  ],
  ...[
    '123456789.123456',
    '8.888888888888889',
    '8.8888888888888895',
    '0.30000000000000004',
    '0.3000000000000000',
  ],
];

/** Integers have all of their digits, other numbers are as JavaScript prints them. */
function textOf(number: string): string {
  return /^-?[1-9]\d*$/.test(number) ? number : String(Number(number));
}

test('the text of a number is the same through both doors, as it is written or as JavaScript prints it', () => {
  fc.assert(
    fc.property(fc.array(numbers, { minLength: 60, maxLength: 60 }), (drawn) => {
      const written = [...edges, ...drawn];
      const texts = [...new Set(written.map(textOf))];
      const rules = texts.map((text) => parseValidRule(ruleWith(`s:\n  A: '${text}'\ncondition: s`)));
      const ruleSet = compileRules(rules);
      for (const number of written) {
        const json = `{"A":${number}}`;
        const event = parseEvent(json);
        const byBytes = ruleSet.matchBytes(new TextEncoder().encode(json), options);
        if (!event.ok || !byBytes.ok) throw new Error(`${json} is refused`);
        const expected = rules.filter((_, index) => texts[index] === textOf(number));
        expect(ruleSet.match(event.event, options).rules, json).toEqual(expected);
        expect(byBytes.rules, json).toEqual(expected);
      }
    }),
    { numRuns: 60 },
  );
});
