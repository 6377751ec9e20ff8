import { describe, expect, test } from 'vitest';
import { compileRules, toEvent } from '../index.ts';
import { parseValidRule, ruleWith } from '../testing/parse-valid-rule.ts';

/** Whether a rule with these items in one selection matches an event with these fields. */
function matches(items: string, event: Readonly<Record<string, unknown>>): boolean {
  const indented = items
    .trim()
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
  const rule = parseValidRule(ruleWith(`s:\n${indented}\ncondition: s`));
  return compileRules([rule]).match(toEvent(event), { ignoreLogSource: true }).rules.length === 1;
}

type Case = readonly [items: string, event: Readonly<Record<string, unknown>>, expected: boolean];

const cases: Readonly<Record<string, readonly Case[]>> = {
  'text is compared without regard to letter case, whole': [
    ['A: Foo', { A: 'fOO' }, true],
    ['A: Foo', { A: 'foobar' }, false],
    ['A: ÄΣ', { A: 'äς' }, true],
    ['A|contains: ΑΣ', { A: 'ασβ' }, true],
    ["A: ''", { A: '' }, true],
    ["A: ''", {}, false],
    ["A: ''", { A: null }, false],
  ],
  'wildcards match any text, line ends included': [
    ["A: 'a*z'", { A: 'a\r\n z' }, true],
    ["A: 'a*z'", { A: 'az' }, true],
    ["A: 'a?z'", { A: 'a\nz' }, true],
    ["A: 'a?z'", { A: 'az' }, false],
    ["A: 'a?z'", { A: 'a😀z' }, true],
    ["A: '*'", { A: '' }, true],
    ["A: '*'", { A: null }, false],
    ["A: 'a*b*a'", { A: 'aba' }, true],
    ["A: 'a*a'", { A: 'a' }, false],
  ],
  'backslashes escape wildcards and backslashes only': [
    [String.raw`A: 'a\*'`, { A: 'a*' }, true],
    [String.raw`A: 'a\*'`, { A: 'ab' }, false],
    [String.raw`A: 'a\\*'`, { A: String.raw`a\bc` }, true],
    [String.raw`A: 'a\\\*'`, { A: String.raw`a\*` }, true],
    [String.raw`A: 'a\\\*'`, { A: String.raw`a\b` }, false],
    [String.raw`A: 'c:\win'`, { A: String.raw`C:\Win` }, true],
    [String.raw`A: '\\host'`, { A: String.raw`\host` }, true],
    [String.raw`A: '\\\\host'`, { A: String.raw`\\host` }, true],
    [String.raw`A: 'a\'`, { A: 'a\\' }, true],
  ],
  'contains, startswith and endswith open the pattern, which keeps its wildcards': [
    ["A|contains: 'o*a'", { A: 'x foo bar' }, true],
    ["A|startswith: 'f?o'", { A: 'foo bar' }, true],
    ["A|startswith: 'oo'", { A: 'foo' }, false],
    ["A|endswith: 'bar'", { A: 'foo BAR' }, true],
    ["A|endswith: 'bar'", { A: 'bar foo' }, false],
    ["A|contains: ''", { A: '' }, true],
    ["A|contains: ''", {}, false],
    ['A|contains: 68', { A: 4688 }, true],
  ],
  'a list is any of its values, and with all, all of them': [
    ['A:\n  - x\n  - y', { A: 'y' }, true],
    ['A|contains|all:\n  - x\n  - y', { A: 'y' }, false],
    ['A|contains|all:\n  - x\n  - y', { A: 'yx' }, true],
    ['A: x\nB: y', { A: 'x', B: 'z' }, false],
  ],
  'numbers and their text are the same': [
    ['A: 4688', { A: 4688 }, true],
    ['A: 4688', { A: '4688' }, true],
    ["A: '4688'", { A: 4688 }, true],
    ['A: 4688', { A: 46880 }, false],
    ['A: 9223372036854775807', { A: '9223372036854775807' }, true],
    ['A: 9223372036854775807', { A: 9223372036854775807n }, true],
    ['A: 9223372036854775807', { A: 9223372036854775806n }, false],
    ['A: true', { A: true }, true],
    ['A: true', { A: 'True' }, true],
    ['A: true', { A: 'false' }, false],
  ],
  'null is absence or null, exists is presence': [
    ['A: null', {}, true],
    ['A: null', { A: null }, true],
    ['A: null', { A: '' }, false],
    ['A|exists: true', { A: null }, true],
    ['A|exists: true', {}, false],
    ['A|exists: false', {}, true],
    ['A|exists: false', { A: '' }, false],
  ],
  'regular expressions search with regard to letter case': [
    ["A|re: 'o+b'", { A: 'foob' }, true],
    ["A|re: 'O+b'", { A: 'foob' }, false],
    ["A|re|i: 'O+b'", { A: 'foob' }, true],
    ["A|re: '^b$'", { A: 'a\nb' }, false],
    ["A|re|m: '^b$'", { A: 'a\nb' }, true],
    ["A|re: 'a.b'", { A: 'a\nb' }, false],
    ["A|re|s: 'a.b'", { A: 'a\nb' }, true],
    ["A|re: '(a+)+$'", { A: `${'a'.repeat(50_000)}b` }, false],
    [String.raw`A|re: '\\server\\x*'`, { A: String.raw`\server\ ` }, true],
  ],
  'cased compares with regard to letter case': [
    ['A|cased: Foo', { A: 'Foo' }, true],
    ['A|cased: Foo', { A: 'foo' }, false],
    ['A|contains|cased: Foo', { A: 'a Foo' }, true],
    ['A|endswith|cased: OO', { A: 'foo' }, false],
    ["A|cased: 'F*o'", { A: 'fo' }, false],
  ],
  'windash replaces the dash of an option by any dash': [
    ["A|windash|contains: ' -enc'", { A: 'x /enc' }, true],
    ["A|contains|windash: ' -enc'", { A: 'x –enc' }, true],
    ["A|contains|windash: ' /a -b'", { A: 'x -a ―b' }, true],
    ["A|contains|windash: '-param-name'", { A: '/param-name' }, true],
    ["A|contains|windash: '-param-name'", { A: '-param/name' }, false],
  ],
  'encodings come before base64, base64offset finds all three places': [
    ['A|base64: foobar', { A: 'Zm9vYmFy' }, true],
    ['A|base64offset|contains: secret', { A: 'xx c2VjcmV0' }, true],
    ['A|base64offset|contains: secret', { A: 'IHNlY3JldA==' }, true],
    ['A|base64offset|contains: secret', { A: 'ICBzZWNyZXQ=' }, true],
    ['A|base64offset|contains: secret', { A: 'c2Vjcm90' }, false],
    // ' secrets!' and '  secref': the last character counts as far as it is the needle's.
    ['A|base64offset|contains: secret', { A: 'IHNlY3JldHMh' }, true],
    ['A|base64offset|contains: secret', { A: 'ICBzZWNyZWY=' }, false],
    ['A|wide|base64offset|contains: ping', { A: 'cABpAG4AZwA=' }, true],
    ['A|utf16be|base64: A', { A: 'AEE=' }, true],
    ['A|utf16|base64: A', { A: '//5BAA==' }, true],
    ['A|base64: é', { A: 'w6k=' }, true],
  ],
  'cidr holds for addresses of both families': [
    ["A|cidr: '10.0.0.0/8'", { A: '10.255.1.2' }, true],
    ["A|cidr: '10.0.0.0/8'", { A: '11.0.0.1' }, false],
    ["A|cidr: '10.0.0.0/8'", { A: '::ffff:10.1.1.1' }, true],
    ["A|cidr: '10.0.0.0/8'", { A: 'host' }, false],
    ["A|cidr: 'fe80::/10'", { A: 'FE80::1' }, true],
    ["A|cidr: 'fe80::/10'", { A: '::1' }, false],
    ["A|cidr: '0.0.0.0/0'", { A: '1.2.3.4' }, true],
    ["A|cidr: '0.0.0.0/0'", { A: '2001:db8::1' }, false],
    ["A|cidr: '192.168.1.7'", { A: '192.168.1.7' }, true],
  ],
  'numbers compare, also from text': [
    ['A|gt: 5', { A: 6 }, true],
    ['A|gt: 5', { A: '5' }, false],
    ['A|gte: 5', { A: '5' }, true],
    ['A|lt: 5', { A: -1 }, true],
    ['A|lte: 5', { A: 'x' }, false],
    ['A|lt: 5', { A: '' }, false],
    ['A|lt: 5', {}, false],
    ['A|lt: 0x10', { A: '0x1' }, false],
  ],
  'neq wants a value that is another': [
    ['A|neq: x', { A: 'y' }, true],
    ['A|neq: x', { A: 'X' }, false],
    ['A|neq: x', {}, false],
    ['A|neq: x', { A: null }, false],
    ['A|neq:\n  - x\n  - y', { A: 'y' }, false],
  ],
  'fieldref compares two fields': [
    ['A|fieldref: B', { A: 'x', B: 'X' }, true],
    ['A|fieldref: B', { A: 'x', B: 'y' }, false],
    ['A|fieldref: B', { A: 'x' }, false],
    ['A|fieldref: B', {}, false],
    ['A|fieldref|cased: B', { A: 'x', B: 'X' }, false],
    ['A|fieldref|endswith: B', { A: 'C:\\x.exe', B: 'x.EXE' }, true],
    ['A|fieldref|neq: B', { A: 'x', B: 'y' }, true],
  ],
  'of several values of a field, any may match': [
    ['A: y', { A: ['x', 'y'] }, true],
    ['A: y', { A: [] }, false],
    ['A|exists: true', { A: [] }, true],
    ['A: null', { A: [] }, false],
    ['A.b: y', { A: [{ b: 'x' }, { b: 'y' }] }, true],
    ['A|contains|all:\n  - x\n  - y', { A: ['x', 'y'] }, true],
  ],
  'a field is looked up by its whole name, then along its dots, without spaces': [
    ['a.b: x', { 'a.b': 'x' }, true],
    ['a.b: x', { a: { b: 'x' } }, true],
    ['a.b: x', { 'a.b': 'y', a: { b: 'x' } }, false],
    ['a: x', { a: { b: 'x' } }, false],
    ['ThreatName: x', { 'Threat Name': 'x' }, true],
    ['Threat Name: x', { ThreatName: 'x' }, true],
    ['a: x', { A: 'x' }, false],
    ['constructor|exists: true', {}, false],
  ],
};

describe.each(Object.entries(cases))('%s', (_, rows) => {
  test.each(rows)('%s on %o: %s', (items, event, expected) => {
    expect(matches(items, event)).toBe(expected);
  });
});
