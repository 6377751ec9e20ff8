import { describe, expect, test } from 'vitest';
import { parseValidRule, ruleWith } from '../testing/parse-valid-rule.ts';
import { compileRules } from './rule-set.ts';

const ruleSet = compileRules([parseValidRule(ruleWith('s:\n  A|contains: x\ncondition: s'))]);

/** What the byte door makes of an event with these bytes in a value that a rule looks at, and in one that none does. */
function answers(bytes: readonly number[]): readonly string[] {
  const encode = (text: string): number[] => [...new TextEncoder().encode(text)];
  return ['A', 'B'].map((key) => {
    // Filled up to several lengths, so that the sequence lies at every place of a block of sixteen bytes.
    const found = Array.from({ length: 16 }, (_, length) => {
      const event = [...encode(`{"${key}":"${'-'.repeat(length)}`), ...bytes, ...encode('x"}')];
      const result = ruleSet.matchBytes(Uint8Array.from(event));
      return result.ok ? 'read' : result.reason;
    });
    return [...new Set(found)].join(' ');
  });
}

/** Well-formed sequences: Unicode standard, table 3-7; RFC 3629, section 4. */
describe('bytes beyond ASCII', () => {
  test.each([
    ['the first of two bytes', [0xc2, 0x80]],
    ['the last of two', [0xdf, 0xbf]],
    ['the first of three', [0xe0, 0xa0, 0x80]],
    ['the last before surrogates', [0xed, 0x9f, 0xbf]],
    ['the first after surrogates', [0xee, 0x80, 0x80]],
    ['the last of three', [0xef, 0xbf, 0xbf]],
    ['the first of four', [0xf0, 0x90, 0x80, 0x80]],
    ['the last of all', [0xf4, 0x8f, 0xbf, 0xbf]],
  ])('are read: %s', (_, bytes) => {
    expect(answers(bytes)).toEqual(['read', 'read']);
  });

  test.each([
    ['a continuation alone', [0x80]],
    ['two bytes for what has one', [0xc0, 0xaf]],
    ['two bytes for what has one, at its end', [0xc1, 0xbf]],
    ['three for what has two', [0xe0, 0x9f, 0xbf]],
    ['four for what has three', [0xf0, 0x8f, 0xbf, 0xbf]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['beyond the last character', [0xf4, 0x90, 0x80, 0x80]],
    ['a lead that there is not', [0xf5, 0x80, 0x80, 0x80]],
    ['two bytes cut short', [0xc3]],
    ['three cut short', [0xe2, 0x82]],
    ['four cut short', [0xf0, 0x9f, 0x98]],
    ['a wrong second byte', [0xe2, 0x28, 0xa1]],
    ['a wrong third byte', [0xe2, 0x82, 0x28]],
    ['a wrong fourth byte', [0xf0, 0x9f, 0x98, 0x28]],
    ['a byte that never occurs', [0xff]],
  ])('are refused: %s', (_, bytes) => {
    expect(answers(bytes)).toEqual(['EVENT_NOT_UTF8', 'EVENT_NOT_UTF8']);
  });
});
