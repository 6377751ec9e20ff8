import { describe, expect, test } from 'vitest';
import { parseRule } from '../rule/parse-rule.ts';
import { matchesDetection, matchesItems, refusalOfItems } from '../testing/match-items.ts';
import type { Fields } from '../testing/match-items.ts';
import { parseValidRule, ruleWith } from '../testing/parse-valid-rule.ts';

type Case = readonly [items: string, event: Fields, expected: boolean];

/** What engines get wrong, by topic. Backslashes stand as in a rule's file. */
const items: Readonly<Record<string, readonly Case[]>> = {
  'wildcards: any characters, line ends too, over the whole field': [
    ["A: 'a*b'", { A: 'a\n\r\u2028b' }, true],
    ["A: 'a*b'", { A: 'xab' }, false],
    ["A: 'a?b'", { A: 'a\nb' }, true],
    ["A: 'a?b'", { A: 'ab' }, false],
    ["A: 'a??b'", { A: 'a😀éb' }, true],
    ["A: '?'", { A: '😀' }, true],
    ["A: '*'", { A: '' }, true],
    ["A: '*a*a*'", { A: 'xa' }, false],
  ],
  'escaping: backslashes count only before wildcards and backslashes': [
    [String.raw`A: '\*'`, { A: '*' }, true],
    [String.raw`A: '\?'`, { A: 'x' }, false],
    [String.raw`A: '\\*'`, { A: String.raw`\anything` }, true],
    [String.raw`A: '\\*'`, { A: 'anything' }, false],
    [String.raw`A: '\\\*'`, { A: String.raw`\*` }, true],
    [String.raw`A: '\\\*'`, { A: String.raw`\x` }, false],
    [String.raw`A: 'a\b'`, { A: String.raw`a\b` }, true],
    [String.raw`A: 'a\\b'`, { A: String.raw`a\b` }, true],
    [String.raw`A: 'a\\\b'`, { A: String.raw`a\\b` }, true],
    [String.raw`A: 'a\\\\b'`, { A: String.raw`a\\b` }, true],
    [String.raw`A: 'a\'`, { A: 'a\\' }, true],
    [String.raw`A: 'a\\'`, { A: 'a\\' }, true],
    [String.raw`A: '\n'`, { A: String.raw`\n` }, true],
  ],
  'escaping with modifiers: the pattern is opened, and stays one': [
    ["A|contains: 'o*a'", { A: 'x foo bar x' }, true],
    ["A|contains: 'o*a'", { A: 'x o' }, false],
    [String.raw`A|contains: '\*'`, { A: 'a*b' }, true],
    [String.raw`A|contains: '\*'`, { A: 'ab' }, false],
    [String.raw`A|endswith: '\\*'`, { A: String.raw`c:\x` }, true],
    [String.raw`A|startswith: 'a\\'`, { A: String.raw`a\b` }, true],
    [String.raw`A|contains|windash: ' -\*'`, { A: ' -*' }, true],
  ],
  'regular expressions: searched for, with letter case, without Sigma escapes': [
    ["A|re: 'b'", { A: 'abc' }, true],
    ["A|re: 'B'", { A: 'abc' }, false],
    ["A|re: 'a*c'", { A: 'xaac' }, true],
    ["A|re: 'a.{2}d'", { A: 'abcd' }, true],
    ["A|re: 'a|x'", { A: 'x' }, true],
    [String.raw`A|re: '\\x'`, { A: String.raw`\x` }, true],
    [String.raw`A|re: '\?'`, { A: 'a?' }, true],
    ["A|re: '^$'", { A: '' }, true],
    ["A|re|i: 'É'", { A: 'é' }, true],
  ],
  'letter case: ignored for any letters, by lower-casing both sides': [
    ['A: ÀÉÎ', { A: 'àéî' }, true],
    ['A: ПРИВЕТ', { A: 'привет' }, true],
    ['A: ΌΣΟΣ', { A: 'όσος' }, true],
    ['A|startswith: ΣΑΣ', { A: 'σασα' }, true],
    ['A: straße', { A: 'STRASSE' }, false],
    ['A: ẞ', { A: 'ß' }, true],
    ['A: İ', { A: 'i̇' }, true],
    ['A: İ', { A: 'i' }, false],
  ],
  'cased: of that item only, with wildcards and the other modifiers': [
    ["A|cased: 'F*o'", { A: 'Foo' }, true],
    ["A|cased: 'F*o'", { A: 'foo' }, false],
    ['A|cased|contains: Oo', { A: 'fOob' }, true],
    ['A|cased: Foo\nB: Bar', { A: 'Foo', B: 'bAR' }, true],
  ],
  'all: each value of the list must match the field': [
    ['A|contains|all: [a, b]', { A: 'ba' }, true],
    ['A|contains|all: [a, b]', { A: 'a' }, false],
    ['A|all: [a*, "*b"]', { A: 'ab' }, true],
    ['A|windash|contains|all: [" -a", " -b"]', { A: ' /a /b' }, true],
    ['A|base64offset|contains|all: [foo, bar]', { A: 'Zm9vYmFy' }, true],
  ],
  'base64offset: cut by bytes, not characters': [
    // 'é' has two bytes: ' é' + '!' and '  é' + '!'.
    ['A|base64offset|contains: é', { A: 'w6kh' }, true],
    ['A|base64offset|contains: é', { A: 'IMOpIQ==' }, true],
    ['A|base64offset|contains: é', { A: 'ICDDqSE=' }, true],
    ['A|base64offset|contains: é', { A: 'w7kh' }, false],
    ['A|base64offset|contains: foo', { A: 'zM9V' }, true],
    ['A|base64offset|contains: foo', { A: 'zm9v' }, true],
    ['A|base64offset|contains|cased: foo', { A: 'zm9v' }, false],
  ],
  'windash: options alone, each dash by itself': [
    ["A|contains|windash: ' -a -b'", { A: 'x /a –b' }, true],
    ["A|contains|windash: ' /a'", { A: 'x —a' }, true],
    ["A|contains|windash: ' ―a'", { A: 'x -a' }, true],
    ["A|contains|windash: 'foo-bar'", { A: 'foo/bar' }, false],
    ["A|contains|windash: '--a'", { A: '-/a' }, true],
    ["A|contains|windash: '--a'", { A: '//a' }, false],
  ],
  'null and the empty text: absent, null and empty are told apart': [
    ['A: null', {}, true],
    ['A: null', { A: null }, true],
    ['A: null', { A: '' }, false],
    ['A:', {}, true],
    ['A: ~', { A: 'x' }, false],
    ["A: ''", { A: '' }, true],
    ["A: ''", {}, false],
    ["A: ''", { A: null }, false],
    ["A: 'null'", {}, false],
    ["A: 'null'", { A: 'null' }, true],
  ],
  'exists: presence, whatever the value': [
    ['A|exists: true', { A: null }, true],
    ['A|exists: true', { A: '' }, true],
    ['A|exists: true', { A: [] }, true],
    ['A|exists: true', { A: {} }, true],
    ['A|exists: true', {}, false],
    ['A|exists: false', {}, true],
    ['A|exists: false', { A: null }, false],
  ],
  'numbers: the same as their text, with every digit': [
    ['A: 4688', { A: 4688 }, true],
    ['A: 4688', { A: '4688' }, true],
    ["A: '4688'", { A: 4688 }, true],
    ['A: 4688', { A: 4688.0 }, true],
    ['A: 9007199254740993', { A: 9007199254740993n }, true],
    ['A: 9007199254740993', { A: 9007199254740992n }, false],
    ["A: '9007199254740993'", { A: 9007199254740993n }, true],
    ["A: '0x10'", { A: 16 }, false],
    ["A: '0x3E7'", { A: '0x3e7' }, true],
    ['A: -1', { A: '-1' }, true],
    ['A: [4624, 4625]', { A: 4625 }, true],
    ['A: 1.0', { A: '1' }, true],
    ["A: '1.0'", { A: 1.0 }, false],
    ['A: 1e21', { A: '1e+21' }, true],
    ['A: 0.0000001', { A: '1e-7' }, true],
  ],
  'booleans: the same as their text, in any letter case': [
    ['A: true', { A: true }, true],
    ['A: true', { A: 'True' }, true],
    ["A: 'TRUE'", { A: true }, true],
    ['A: false', { A: true }, false],
    ['A: true', { A: 1 }, false],
    ['A: yes', { A: true }, false],
  ],
  'comparisons: of numbers, also in text; anything else is false': [
    ['A|gt: 5', { A: '5.5' }, true],
    ['A|gt: 5', { A: ' 6 ' }, true],
    ['A|gt: 5', { A: '6x' }, false],
    ['A|gt: 5', { A: true }, false],
    ['A|gt: -1', { A: null }, false],
    ['A|lte: 5', {}, false],
    ['A|lt: 100', { A: '1e1' }, true],
  ],
  'neq: there is a value, and it is not the one': [
    ['A|neq: x', { A: 'y' }, true],
    ['A|neq: x', {}, false],
    ['A|neq: [x, y]', { A: 'y' }, false],
    ['A|neq: [x, y]', { A: 'z' }, true],
  ],
  'fieldref: two fields of the event, false without either': [
    ['A|fieldref: B', { A: 'x', B: 'X' }, true],
    ['A|fieldref: B', { A: 'x' }, false],
    ['A|fieldref: B', { B: 'x' }, false],
    ['A|fieldref: B', { A: null, B: null }, false],
    ['A|fieldref: B', { A: '', B: '' }, true],
    ['A|fieldref|endswith: B', { A: 'c:\\a.exe', B: 'A.EXE' }, true],
  ],
  'cidr: addresses of both families, no other text': [
    ['A|cidr: 192.168.0.0/16', { A: '192.168.255.255' }, true],
    ['A|cidr: 192.168.0.0/16', { A: '192.169.0.0' }, false],
    ['A|cidr: 192.168.0.0/16', { A: '::ffff:192.168.1.1' }, true],
    ['A|cidr: ::ffff:0:0/96', { A: '1.2.3.4' }, true],
    ['A|cidr: 2001:db8::/32', { A: '2001:DB8:0:1::5' }, true],
    ['A|cidr: 2001:db8::/32', { A: '2001:db9::1' }, false],
    ['A|cidr: 0.0.0.0/0', { A: '1.2.3' }, false],
    ['A|cidr: 0.0.0.0/0', { A: '' }, false],
    ['A|cidr: 10.0.0.0/8', { A: '10.0.0.1/8' }, false],
    ['A|cidr: 10.0.0.0/8', { A: '010.0.0.1' }, true],
  ],
  'lists in events: any member, and negation after that': [
    ['A: y', { A: ['x', 'y'] }, true],
    ['A|neq: y', { A: ['x', 'y'] }, false],
    ['A: y', { A: [['y']] }, true],
    ['A: null', { A: [null, 'x'] }, true],
    ['A: null', { A: [] }, false],
    ['A: x', { A: [] }, false],
    ['A|contains|all: [x, y]', { A: ['x', 'y'] }, true],
  ],
  'nested fields: the whole name first, then along the dots': [
    ['a.b: x', { 'a.b': 'x' }, true],
    ['a.b: x', { a: { b: 'x' } }, true],
    ['a.b: x', { 'a.b': 'y', a: { b: 'x' } }, false],
    ['a.b.c: x', { a: { b: [{ c: 'y' }, { c: 'x' }] } }, true],
    ['a.b: x', { a: 'x' }, false],
  ],
  'field names: without spaces, with letter case, whatever they are': [
    ['ThreatName: x', { 'Threat Name': 'x' }, true],
    ['ThreatName: x', { 'Threat Name': 'y', ThreatName: 'x' }, false],
    ['a.Threat Name: x', { 'a.Threat Name': 'x' }, true],
    ['a.Threat Name: x', { a: { ThreatName: 'x' } }, true],
    ['a.Threat Name: x', { a: { 'Threat Name': 'x' } }, false],
    ['"Threat Name": x', { ThreatName: 'x' }, true],
    ['threatname: x', { ThreatName: 'x' }, false],
    ['__proto__: x', JSON.parse('{"__proto__":"x"}') as Fields, true],
    ['__proto__|exists: true', {}, false],
    ['constructor: x', { constructor: 'x' }, true],
    ['constructor|exists: true', {}, false],
    ['toString: null', {}, true],
    ['a.__proto__: x', JSON.parse('{"a":{"__proto__":"x"}}') as Fields, true],
    ['a.toString|exists: true', { a: {} }, false],
    ['hasOwnProperty|contains: x', { hasOwnProperty: 'axb' }, true],
    ['A|fieldref: __proto__', JSON.parse('{"A":"x","__proto__":"x"}') as Fields, true],
  ],
};

describe.each(Object.entries(items))('%s', (_, rows) => {
  test.each(rows)('%s on %o: %s', (selection, event, expected) => {
    expect(matchesItems(selection, event)).toBe(expected);
  });
});

const detections: Readonly<Record<string, readonly Case[]>> = {
  'lists of values are any of them, lists of maps any map, each of which holds as a whole': [
    ['s:\n  A: [x, y]\ncondition: s', { A: 'y' }, true],
    ['s:\n  - A: x\n    B: y\n  - C: z\ncondition: s', { A: 'x', B: 'y' }, true],
    ['s:\n  - A: x\n    B: y\n  - C: z\ncondition: s', { A: 'x' }, false],
    ['s:\n  - A: x\n    B: y\n  - C: z\ncondition: s', { C: 'z' }, true],
    ['s:\n  - A: x\n  - word\ncondition: s', { Z: 'a word' }, true],
    ['s:\n  - A: x\n  - word\ncondition: s', { A: 'X' }, true],
  ],
  'keywords are parts of any text of the event; with |all, all of them somewhere in it': [
    ['s:\n  - foo\n  - bar\ncondition: s', { A: 'x BAR x' }, true],
    ["s:\n  - 'f*o'\ncondition: s", { A: 'a fxo b' }, true],
    ["s:\n  '|all':\n    - foo\n    - bar\ncondition: s", { A: 'foo', B: ['bar'] }, true],
    ["s:\n  '|all':\n    - foo\n    - bar\ncondition: s", { A: 'foo' }, false],
    ['s: foo\ncondition: s', { a: { b: [{ c: 'xfoox' }] } }, true],
    ['s: [foo]\ncondition: s', { foo: 'x' }, false],
    ['s: [12]\ncondition: s', { A: 'x123' }, true],
    ['s: [12]\ncondition: s', { A: 12 }, false],
    ["s:\n  '|re': '^fo+$'\ncondition: s", { A: 'foo' }, true],
    ["s:\n  '|cased': Foo\ncondition: s", { A: 'foo' }, false],
    ['s: [true]\ncondition: s', { A: 'is True' }, true],
  ],
  'a comparison that is false for want of a number is true when negated': [
    ['s:\n  A|gt: 5\ncondition: not s', { A: 'x' }, true],
    ['s:\n  A|gt: 5\ncondition: not s', {}, true],
    ['s:\n  A|cidr: 10.0.0.0/8\ncondition: not s', { A: 'host' }, true],
  ],
  'conditions: or, then and, not, "x of", brackets; keywords in any letter case': [
    ['s: [x]\nt: [y]\nu: [z]\ncondition: s or t and u', { A: 'x' }, true],
    ['s: [x]\nt: [y]\ncondition: NOT s AND t', { A: 'y' }, true],
    ['s: [x]\n_t: [y]\ncondition: all of them', { A: 'x' }, true],
    ['a1: [x]\nb1: [y]\ncondition: 1 of *1', { A: 'y' }, true],
    ['s: [x]\nt: [y]\ncondition:\n  - s\n  - t', { A: 'y' }, true],
    ['s: [x]\ncondition: s or 1 of none*', { A: 'y' }, false],
    ['s: [x]\ncondition: not 1 of none*', { A: 'y' }, true],
  ],
};

describe.each(Object.entries(detections))('%s', (_, rows) => {
  test.each(rows)('%j on %o: %s', (detection, event, expected) => {
    expect(matchesDetection(detection, event)).toBe(expected);
  });
});

describe('what has no sure meaning is refused', () => {
  test.each<readonly [items: string, expected: string]>([
    ['A: [x, null]', 'sigma.value.null-in-list 7:12'],
    ['A|expand: "%x%"', 'sigma.placeholder.unresolved 7:16'],
    ['A|re: "(?=x)"', 'sigma.regex.invalid 7:11'],
    [String.raw`A|re: '(a)\1'`, 'sigma.regex.invalid 7:11'],
    ['A|somewhen: x', 'sigma.modifier.unknown 7:7'],
    ['A:\n  b: c', 'sigma.value.map 8:7'],
  ])('%j: %s', (selection, expected) => {
    expect(refusalOfItems(selection)).toBe(expected);
  });

  test('"all" on one value is only told', () => {
    const { ok, diagnostics } = parseRule(ruleWith('s:\n  A|contains|all: x\ncondition: s'));
    expect([ok, ...diagnostics.map(({ code }) => code)]).toEqual([true, 'sigma.modifier.all-single']);
  });

  test('a taxonomy changes no names', () => {
    const rule = ruleWith('s:\n  process.name: x\ncondition: s');
    const other = parseRule(`${rule}\ntaxonomy: ecs`);
    expect(other.ok && other.value.detection).toEqual(parseValidRule(rule).detection);
  });

  test('the log source is no part of the detection', () => {
    const rule = parseRule(ruleWith('s:\n  A: x\ncondition: s', 'product: windows'));
    const other = parseRule(ruleWith('s:\n  A: x\ncondition: s', 'product: linux'));
    expect(rule.ok && other.ok && rule.value.detection).toEqual(other.ok && other.value.detection);
  });
});
