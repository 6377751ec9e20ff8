import { describe, expect, test } from 'vitest';
import { parseRule } from '../rule/parse-rule.ts';
import { matchesItems, refusalOfItems } from '../testing/match-items.ts';
import type { Fields } from '../testing/match-items.ts';
import { ruleWith } from '../testing/parse-valid-rule.ts';
import { modifiers } from './table.ts';

type Case = readonly [items: string, event: Fields, expected: boolean];

const cases: Readonly<Record<string, readonly Case[]>> = {
  'windash|contains|all: for each value, any of its forms': [
    ["A|windash|contains|all: [' -a', ' -b']", { A: 'x /a –b' }, true],
    ["A|windash|contains|all: [' -a', ' -b']", { A: 'x /a' }, false],
    ["A|all|contains|windash: [' -a', ' -b']", { A: 'x —b ―a' }, true],
    ["A|windash|startswith: '-a'", { A: '/abc' }, true],
    ["A|windash|startswith: '-a'", { A: 'x/abc' }, false],
    ["A|windash|endswith: ' -a'", { A: 'x ―a' }, true],
    ["A|windash: '-a'", { A: '/a' }, true],
    ["A|windash: '-a'", { A: '/a ' }, false],
    ["A|windash|contains: '-a*-b'", { A: '/a x –b' }, true],
    ["A|windash|cased: '-A'", { A: '/A' }, true],
    ["A|windash|cased: '-A'", { A: '/a' }, false],
    ["A|windash|contains|neq: ' -a'", { A: 'x /a' }, false],
    ["A|windash|contains|neq: ' -a'", { A: 'x -b' }, true],
  ],
  'wide|base64offset|contains: UTF-16 first, then base64 at three places': [
    ['A|wide|base64offset|contains: ping', { A: 'cABpAG4AZwA=' }, true],
    ['A|wide|base64offset|contains: ping', { A: 'IHAAaQBuAGcA' }, true],
    ['A|wide|base64offset|contains: ping', { A: 'ICBwAGkAbgBnAA==' }, true],
    ['A|wide|base64offset|contains: ping', { A: 'cGluZw==' }, false],
    ['A|utf16le|base64offset|contains: ping', { A: 'cABpAG4AZwA=' }, true],
    ['A|utf16be|base64offset|contains: ping', { A: 'AHAAaQBuAGc=' }, true],
    ['A|utf16|base64: A', { A: '//5BAA==' }, true],
    ['A|wide|base64offset|contains|all: [ping, pong]', { A: 'cABpAG4AZwBwAG8AbgBnAA==' }, true],
    ['A|wide|base64offset|contains|all: [ping, pong]', { A: 'cABpAG4AZwA=' }, false],
    ["A|windash|wide|base64offset|contains: ' -x'", { A: 'IAAvAHgA' }, true],
    ['A|base64|base64: foo', { A: 'Wm05dg==' }, true],
    ['A|base64|wide|base64: A', { A: 'UQBRAD0APQA=' }, true],
    ['A|base64|contains|cased: foobar', { A: 'x Zm9vYmFy' }, true],
    ['A|base64|contains|cased: foobar', { A: 'x zm9vymfy' }, false],
    ['A|base64|contains: foobar', { A: 'x zm9vymfy' }, true],
    ['A|base64: 12', { A: 'MTI=' }, true],
    ['A|base64offset|startswith: foo', { A: 'Zm9v' }, true],
    ['A|base64offset|neq|contains: foo', { A: 'Zm9v' }, false],
  ],
  're|i|m|s: flags in any order, long names too': [
    ["A|re|i|m: '^B$'", { A: 'a\nb' }, true],
    ["A|re|m|i: '^B$'", { A: 'a\nb' }, true],
    ["A|re|i|m|s: '^A.B$'", { A: 'a\nb' }, true],
    ["A|re|ignorecase|multiline|dotall: '^A.B$'", { A: 'a\nb' }, true],
    ["A|re|all: ['a', 'b']", { A: 'ab' }, true],
    ["A|re|all: ['a', 'b']", { A: 'a' }, false],
    ["A|re|neq: '^a'", { A: 'ba' }, true],
    ["A|re|neq: '^a'", { A: 'ab' }, false],
    ["A|re|neq: '^a'", {}, false],
    ['A|re: 46', { A: 4688 }, true],
    [String.raw`A|re: 'a\*b'`, { A: 'a*b' }, true],
    [String.raw`A|re: '\\\\x'`, { A: String.raw`\\x` }, true],
    ["'|re': 'o+b'", { X: 'foob' }, true],
  ],
  'fieldref with neq and the modifiers of text': [
    ['A|fieldref|neq: B', { A: 'x', B: 'X' }, false],
    ['A|fieldref|neq: B', { A: 'x' }, true],
    ['A|fieldref|neq: B', { B: 'x' }, false],
    ['A|fieldref|startswith: B', { A: 'abc', B: 'AB' }, true],
    ['A|fieldref|contains: B', { A: 'abc', B: 'b' }, true],
    ['A|fieldref|contains|neq: B', { A: 'abc', B: 'x' }, true],
    ['A|fieldref|contains|cased: B', { A: 'abc', B: 'B' }, false],
    ['A|fieldref|all: [B, C]', { A: 'x', B: 'x', C: 'y' }, false],
    ['A|fieldref|all: [B, C]', { A: 'x', B: 'x', C: 'x' }, true],
    ['A|fieldref: [B, C]', { A: 'x', B: 'y', C: 'x' }, true],
    ['A|fieldref: B', { A: 5, B: '5' }, true],
    ['A|fieldref: b.c', { A: 'x', b: { c: 'x' } }, true],
    ['A|fieldref|contains: B', { A: 'a*c', B: '*' }, true],
    ['A|fieldref|contains: B', { A: 'abc', B: '*' }, false],
  ],
  'neq: the field has a value, and the item without neq does not hold': [
    ['A|neq: x', { A: ['x', 'y'] }, false],
    ["A|neq: ''", { A: '' }, false],
    ["A|neq: ''", { A: 'x' }, true],
    ['A|neq: null', { A: 'x' }, true],
    ['A|neq: null', { A: null }, false],
    ['A|neq: null', {}, false],
    ['A|neq: 5', { A: 6 }, true],
    ['A|neq: 5', { A: '5' }, false],
    ['A|neq|contains: b', { A: 'abc' }, false],
    ['A|contains|neq: [b, x]', { A: 'acd' }, true],
    ['A|neq|contains|all: [a, b]', { A: 'a' }, true],
    ['A|all|neq|contains: [a, b]', { A: 'ab' }, false],
    ['A|neq|cased: X', { A: 'x' }, true],
    ['A|neq|cidr: 10.0.0.0/8', { A: '11.1.1.1' }, true],
    ['A|cidr|neq: 10.0.0.0/8', { A: '10.1.1.1' }, false],
    ['A|cidr|neq: 10.0.0.0/8', { A: 'host' }, true],
    ['A|gt|neq: 5', { A: 5 }, true],
    ['A|gt|neq: 5', { A: 'many' }, true],
  ],
  'comparisons, also with lists': [
    ['A|gt: [5, 10]', { A: 7 }, true],
    ['A|gt|all: [5, 10]', { A: 7 }, false],
    ['A|gt: -1.5', { A: '-1.4' }, true],
    ["A|gte: '5'", { A: 5 }, true],
    ['A|lt: 9007199254740993', { A: '9007199254740992' }, true],
    ['A|gt: 9007199254740992', { A: '9007199254740993' }, true],
    ['A|gte: 18446744073709551615', { A: '18446744073709551615' }, true],
    ['A|gt: 18446744073709551614', { A: 18446744073709551615n }, true],
    ['A|lt: 18446744073709551615', { A: '1e3' }, true],
    ['A|gt: 5', { A: [1, 6] }, true],
  ],
  'cidr of both families, with all and expand': [
    ['A|cidr: [10.0.0.0/8, fe80::/10]', { A: 'fe80::1' }, true],
    ['A|cidr|all: [10.0.0.0/8, 10.1.0.0/16]', { A: '10.2.0.1' }, false],
    ['A|cidr|all: [10.0.0.0/8, 10.1.0.0/16]', { A: '10.1.0.1' }, true],
  ],
  'exists, cased and plain values in lists': [
    ['A|exists: true', { A: '' }, true],
    ['A|exists: false', { A: null }, false],
    ['A|cased: [Foo, Bar]', { A: 'Bar' }, true],
    ['A|cased: [Foo, Bar]', { A: 'bar' }, false],
    ['A|contains|all|cased: [Fo, ar]', { A: 'Foobar' }, true],
    ['A|contains: true', { A: 'is TRUE' }, true],
    ['A|contains: 8', { A: 4688 }, true],
    ["A|contains: '*'", { A: '' }, true],
    ["A|startswith: '*b'", { A: 'ab c' }, true],
  ],
  'parts of a time, equal or compared': [
    ['A|hour: 9', { A: '2026-11-05T09:07:03Z' }, true],
    ['A|hour: 9', { A: '2026-11-05T10:07:03Z' }, false],
    ['A|hour: [9, 10]', { A: '2026-11-05T10:07:03Z' }, true],
    ["A|hour: '9'", { A: '2026-11-05 09:07' }, true],
    ['A|hour|gte: 22', { A: '2026-11-05 23:00:00' }, true],
    ['A|gte|hour: 22', { A: '2026-11-05 23:00:00' }, true],
    ['A|hour|lt: 22', { A: '2026-11-05 23:00:00' }, false],
    ['A|minute|lte: 7', { A: '2026-11-05T09:07:03+14:00' }, true],
    ['A|day: 5', { A: '2026-11-05' }, true],
    ['A|week: 45', { A: '2026-11-05' }, true],
    ['A|month|gt: 10', { A: '2026-11-05' }, true],
    ['A|year: 2026', { A: '2026-11-05' }, true],
    ['A|year: 2026', { A: '1793868423' }, false],
    ['A|hour|neq: 9', { A: '2026-11-05T10:00Z' }, true],
    ['A|hour|neq: 9', { A: '2026-11-05T09:00Z' }, false],
    ['A|hour|neq: 9', {}, false],
    ['A|hour: 0', { A: '2026-11-05' }, false],
  ],
};

describe.each(Object.entries(cases))('%s', (_, rows) => {
  test.each(rows)('%s on %o: %s', (items, event, expected) => {
    expect(matchesItems(items, event)).toBe(expected);
  });
});

describe('expand puts values in place of %placeholders%', () => {
  const placeholders = {
    admins: ['root', 'O*s'],
    nets: ['10.0.0.0/8', 'fe80::/10'],
    none: [],
    path: ['c:\\x'],
    constructor: ['y'],
    empty: [''],
    'DC-NAME.1': ['dc1$'],
    größe: ['xl'],
  };
  test.each<Case>([
    ['A|expand: "%admins%"', { A: 'ROOT' }, true],
    ['A|expand: "%admins%"', { A: 'o*S' }, true],
    ['A|expand: "%admins%"', { A: 'Ols' }, false],
    ['A|contains|expand: "-%admins%-"', { A: 'x-root-x' }, true],
    ['A|expand|contains: "-%admins%-"', { A: 'x-root-x' }, true],
    ['A|expand: "%admins%/%admins%"', { A: 'root/o*s' }, true],
    ['A|expand: "%admins%*"', { A: 'rooted' }, true],
    ['A|expand|cidr: "%nets%"', { A: '10.1.1.1' }, true],
    ['A|cidr|expand: "%nets%"', { A: 'fe80::1' }, true],
    ['A|expand: "%none%"', { A: '' }, false],
    ['A|expand: ["%none%", x]', { A: 'x' }, true],
    ['A|expand: "%empty%"', { A: '' }, true],
    [String.raw`A|expand: '\%admins%'`, { A: '%admins%' }, true],
    [String.raw`A|expand: '\\%admins%'`, { A: String.raw`\root` }, true],
    ['A|expand: "100% sure"', { A: '100% sure' }, true],
    ['A: "%admins%"', { A: '%admins%' }, true],
    ['A|expand: "%DC-NAME.1%"', { A: 'DC1$' }, true],
    ['A|expand: "%größe%"', { A: 'XL' }, true],
    ['A|expand: "100% of %admins%"', { A: '100% of root' }, true],
    ['A|expand: "5% %admins%"', { A: '5% root' }, true],
    ['A|expand: "%path%"', { A: String.raw`C:\x` }, true],
    ['A|expand: "%constructor%"', { A: 'y' }, true],
    ['A|expand|base64: "%admins%"', { A: 'cm9vdA==' }, true],
    ['A|expand|windash: "-%admins%"', { A: '/root' }, true],
    ['A|expand|neq: "%admins%"', { A: 'root' }, false],
    ['A|expand|contains|all: ["%admins%", x]', { A: 'rootx' }, true],
    ['A|expand: 5', { A: 5 }, true],
    [`'|expand': "%admins%"`, { X: 'the root' }, true],
  ])('%s on %o: %s', (items, event, expected) => {
    expect(matchesItems(items, event, { placeholders })).toBe(expected);
  });

  test.each<readonly [items: string, expected: string]>([
    ['A|expand: "x %other%"', 'sigma.placeholder.unresolved 7:18'],
    ['A|expand: "%toString%"', 'sigma.placeholder.unresolved 7:16'],
    ['A|expand: "%DC-MACHINE-NAME%"', 'sigma.placeholder.unresolved 7:16'],
    ['A|expand: "%Domain Controllers%"', 'sigma.placeholder.unresolved 7:16'],
    ['A|re|expand: "%admins%"', 'sigma.modifier.combination 7:10'],
    ['A|fieldref|expand: "%admins%"', 'sigma.modifier.combination 7:16'],
  ])('%s: %s', (items, expected) => {
    expect(refusalOfItems(items, { placeholders })).toBe(expected);
  });

  test('is bounded', () => {
    const many = { placeholders: { m: Array.from({ length: 200 }, (_, n) => `v${n}`) } };
    expect(refusalOfItems('A|expand: "%m%%m%%m%"', many)).toBe('sigma.placeholder.too-many 7:19');
    expect(refusalOfItems('A|expand|windash: "-%m% -a -b -c"', many)).toBe('sigma.rule.too-many-tests 7:23');
  });
});

describe('must be refused at the modifier, with a remedy', () => {
  test.each<readonly [items: string, expected: string]>([
    ['A|Contains: x', 'sigma.modifier.unknown 7:7'],
    ['A|contains|nope: x', 'sigma.modifier.unknown 7:16'],
    ['A|: x', 'sigma.modifier.unknown 7:7'],
    ['A|contains|contains: x', 'sigma.modifier.repeated 7:16'],
    ['A|all|all: [x, y]', 'sigma.modifier.repeated 7:11'],
    ['A|contains|startswith: x', 'sigma.modifier.order 7:16'],
    ['A|contains|base64: x', 'sigma.modifier.order 7:16'],
    ['A|contains|wide|base64offset: x', 'sigma.modifier.order 7:16'],
    ['A|base64offset|base64: x', 'sigma.modifier.order 7:20'],
    ['A|base64offset|windash: x', 'sigma.modifier.order 7:20'],
    ['A|wide: x', 'sigma.modifier.order 7:7'],
    ['A|wide|contains: x', 'sigma.modifier.order 7:12'],
    ['A|i: x', 'sigma.modifier.order 7:7'],
    ['A|i|re: x', 'sigma.modifier.order 7:7'],
    ['A|re|contains: x', 'sigma.modifier.order 7:10'],
    ['A|contains|re: x', 'sigma.modifier.order 7:16'],
    ['A|re|windash: x', 'sigma.modifier.order 7:10'],
    ['A|cidr|contains: 10.0.0.0/8', 'sigma.modifier.order 7:12'],
    ['A|contains|fieldref: B', 'sigma.modifier.order 7:16'],
    ['A|gt|lt: 5', 'sigma.modifier.order 7:10'],
    ['A|hour|minute: 5', 'sigma.modifier.order 7:12'],
    ['A|hour|gt|lt: 5', 'sigma.modifier.order 7:15'],
    ['A|exists|contains: true', 'sigma.modifier.order 7:14'],
    ['A|contains|exists: true', 'sigma.modifier.order 7:16'],
    ['A|re|cased: x', 'sigma.modifier.combination 7:10'],
    ['A|cased|gt: 5', 'sigma.modifier.combination 7:7'],
    ['A|exists|neq: true', 'sigma.modifier.combination 7:14'],
    ['A|all|exists: [true, true]', 'sigma.modifier.combination 7:7'],
    ["'|startswith': x", 'sigma.modifier.keyword 7:7'],
    ["'|neq': x", 'sigma.modifier.keyword 7:7'],
    ["'|cidr': 10.0.0.0/8", 'sigma.modifier.keyword 7:7'],
    ["'|fieldref': A", 'sigma.modifier.keyword 7:7'],
    ['A|gt: x', 'sigma.modifier.value 7:11'],
    ["A|gt: '0x10'", 'sigma.modifier.value 7:11'],
    ['A|gt: .inf', 'sigma.modifier.value 7:11'],
    ['A|hour: 24', 'sigma.modifier.value 7:13'],
    ['A|month: 0', 'sigma.modifier.value 7:14'],
    ['A|week: 1.5', 'sigma.modifier.value 7:13'],
    ['A|hour|gt: null', 'sigma.modifier.value 7:16'],
    ['A|contains: null', 'sigma.modifier.value 7:17'],
    ['A|exists: "true"', 'sigma.modifier.value 7:15'],
    ['A|wide|base64: a*', 'sigma.modifier.value 7:20'],
    ['A|cidr: [10.0.0.0/8, x]', 'sigma.cidr.invalid 7:26'],
    ['A|fieldref: 5', 'sigma.modifier.value 7:17'],
    ['A|fieldref: B*', 'sigma.modifier.value 7:17'],
    ['A|fieldref: "?"', 'sigma.modifier.value 7:17'],
  ])('%s: %s', (items, expected) => {
    expect(refusalOfItems(items)).toBe(expected);
  });

  test('of every modifier, for those who put it where it may not stand', () => {
    for (const [name, modifier] of modifiers) {
      if (modifier.kind !== 'value') continue;
      const result = parseRule(ruleWith(`s:\n  A|exists|${name}: true\ncondition: s`));
      expect(result.ok).toBe(false);
      expect(result.diagnostics[0]?.hint).toBeTruthy();
    }
  });
});
