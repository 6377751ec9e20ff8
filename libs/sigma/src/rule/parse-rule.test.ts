import { describe, expect, test } from 'vitest';
import { parseValidRule, ruleWith } from '../testing/parse-valid-rule.ts';
import { parseRule } from './parse-rule.ts';

/** The first diagnostic of a refused text, as `code line:column`. */
function refusal(text: string): string {
  const result = parseRule(text);
  if (result.ok) return 'accepted';
  const [first] = result.diagnostics.filter(({ severity }) => severity === 'error');
  return `${first?.code} ${first?.span?.line ?? '-'}:${first?.span?.column ?? '-'}`;
}

const valid = ruleWith('s:\n  A: x\ncondition: s');

/** Line 6 is the first line of the detection, which is indented by two. */
const refusedDetections: readonly (readonly [detection: string, expected: string])[] = [
  ['s:\n  A|containz: x\ncondition: s', 'sigma.modifier.unknown 7:7'],
  ['s:\n  A|contains|expand: "%x%"\ncondition: s', 'sigma.placeholder.unresolved 7:25'],
  ['s:\n  A|minute: 60\ncondition: s', 'sigma.modifier.value 7:15'],
  ['s:\n  A|i: x\ncondition: s', 'sigma.modifier.order 7:7'],
  ['s:\n  A|contains|re: x\ncondition: s', 'sigma.modifier.order 7:16'],
  ['s:\n  A|wide: x\ncondition: s', 'sigma.modifier.order 7:7'],
  ['s:\n  A|base64: "x*"\ncondition: s', 'sigma.modifier.value 7:15'],
  ['s:\n  A|exists: maybe\ncondition: s', 'sigma.modifier.value 7:15'],
  ['s:\n  A|gt: many\ncondition: s', 'sigma.modifier.value 7:11'],
  ['s:\n  A|re: "(a"\ncondition: s', 'sigma.regex.invalid 7:11'],
  ['s:\n  A|re: "(?=a)b"\ncondition: s', 'sigma.regex.invalid 7:11'],
  ['s:\n  A|cidr: 10.0.0.0/33\ncondition: s', 'sigma.cidr.invalid 7:13'],
  ['s:\n  A|contains|windash: "-a -b -c -d -e"\ncondition: s', 'sigma.modifier.value 7:25'],
  ['s:\n  A:\n    - x\n    - null\ncondition: s', 'sigma.value.null-in-list 9:9'],
  ['s:\n  A: []\ncondition: s', 'sigma.value.empty-list 7:8'],
  ['s:\n  A:\n    b: x\ncondition: s', 'sigma.value.map 8:7'],
  ['s:\n  A:\n    - [x]\ncondition: s', 'sigma.value.nested 8:9'],
  ['s: {}\ncondition: s', 'sigma.selection.empty 6:6'],
  ['s:\ncondition: s', 'sigma.selection.empty 6:5'],
  ['s:\n  A: x', 'sigma.condition.missing 5:1'],
  ['s:\n  A: x\ncondition: t', 'sigma.condition.unknown-selection 8:14'],
  ['s:\n  A: x\ncondition: s and', 'sigma.condition.incomplete 8:19'],
  ['s:\n  A: x\ncondition: s s', 'sigma.condition.syntax 8:16'],
  ['s:\n  A: x\ncondition: (s', 'sigma.condition.bracket 8:14'],
  ['s:\n  A: x\ncondition: s)', 'sigma.condition.bracket 8:15'],
  ['s:\n  A: x\ncondition: s | count() > 5', 'sigma.condition.aggregation 8:16'],
  ['s:\n  A: x\ncondition: s & s', 'sigma.condition.syntax 8:16'],
  ['s:\n  A: x\ncondition: 2 of s*', 'sigma.condition.too-few 8:19'],
  ['s:\n  A: x\ncondition: all of t*', 'sigma.condition.matches-nothing 8:21'],
  ['s:\n  A: x\ncondition: >-\n  s and\n  not t', 'sigma.condition.unknown-selection 10:9'],
  ['s:\n  A: x\ncondition: "s and t"', 'sigma.condition.unknown-selection 8:21'],
  ['s:\n  A: x\ntimeframe: 5m\ncondition: s', 'sigma.condition.aggregation 8:3'],
  ['s:\n  A: x\n  A: y\ncondition: s', 'sigma.yaml.duplicate-key 8:5'],
  ['s:\n  <<: {A: x}\ncondition: s', 'sigma.yaml.merge-key 7:5'],
];

const refusedTexts: readonly (readonly [name: string, text: string, expected: string])[] = [
  ['nothing', '', 'sigma.rule.empty -:-'],
  ['a list', '- a\n', 'sigma.rule.not-a-map 1:1'],
  ['no id', valid.replace(/^id:.*\n/m, ''), 'sigma.rule.id-missing 1:1'],
  ['no title', valid.replace(/^title:.*\n/m, ''), 'sigma.rule.title-missing 1:1'],
  ['an unknown level', valid.replace('level: low', 'level: urgent'), 'sigma.rule.level 9:8'],
  ['no log source', valid.replace(/^logsource:\n.*\n/m, ''), 'sigma.rule.logsource-missing 1:1'],
  ['no detection', 'title: a\nid: b\nlogsource: {}\n', 'sigma.detection.missing 1:1'],
  ['a correlation', 'title: a\ncorrelation:\n  type: event_count\n', 'sigma.correlation.unexpected 2:1'],
  ['a filter', 'title: a\nfilter:\n  rules: any\n', 'sigma.filter.unexpected 2:1'],
  ['a collection', 'action: global\n', 'sigma.collection.unexpected 1:1'],
  ['a second document', `${valid}\n---\ntitle: b\n`, 'sigma.rule.several-documents 10:1'],
  ['a directive that nobody knows', `%FOO\n---\n${valid}`, 'sigma.yaml.unsupported 1:1'],
  ['a tag that nobody knows', 'title: !foo a\n', 'sigma.yaml.unsupported 1:8'],
  ['bytes', 'title: !!binary aGk=\n', 'sigma.yaml.value 1:17'],
  ['broken YAML', 'title: "a\n', 'sigma.yaml.syntax 2:1'],
  ['a tab for indentation', 'a:\n\tb: c\n', 'sigma.yaml.syntax 2:1'],
];

describe('must be refused, at its place', () => {
  test.each(refusedDetections)('%j: %s', (detection, expected) => {
    expect(refusal(ruleWith(detection))).toBe(expected);
  });

  test.each(refusedTexts)('%s', (_, text, expected) => {
    expect(refusal(text)).toBe(expected);
  });
});

describe('hostile YAML is refused in no time', () => {
  const aliasBomb = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]']
    .concat(
      Array.from(
        { length: 9 },
        (_, n) => `a${n + 1}: &a${n + 1} [${Array<string>(10).fill(`*a${n}`).join(', ')}]`,
      ),
    )
    .join('\n');
  const texts: readonly (readonly [name: string, text: string, code: string])[] = [
    ['aliases that multiply', `${aliasBomb}\n`, 'sigma.yaml.too-many-nodes'],
    ['a megabyte and more', 'a: '.padEnd(1024 * 1024 + 1, 'x'), 'sigma.yaml.too-long'],
    ['a character that YAML does not allow', 'title: a\0b\n', 'sigma.yaml.nul'],
    ['a million brackets', '['.repeat(1_000_000), 'sigma.yaml.too-deep'],
    ['deep flow', '['.repeat(900) + ']'.repeat(900), 'sigma.yaml.too-deep'],
    ['deep blocks', '- '.repeat(20_000), 'sigma.yaml.too-deep'],
    ['an alias that holds itself', 'a: &a [*a]\n', 'sigma.yaml.too-deep'],
  ];

  test.each(texts)('%s', (_, text, code) => {
    const result = parseRule(text);
    expect(result.ok).toBe(false);
    expect(result.diagnostics.map((diagnostic) => diagnostic.code)).toContain(code);
  });
});

describe('a valid rule', () => {
  test('tells about itself', () => {
    const text = ruleWith('s:\n  A: x\ncondition: s', 'product: Windows\n  category: process_creation')
      .concat('\nstatus: test\nauthor: somebody\ndate: 2026-01-02\nreferences: [https://example.com]\n')
      .concat(
        'tags: [attack.execution, attack.t1059.001, attack.defense_evasion, attack.s0002, cve.2026.1]\n',
      )
      .concat('falsepositives: Unknown\n');
    expect(parseValidRule(text).metadata).toEqual({
      id: '5a0f6a3e-9f0c-4f0e-8a64-0d7c3f1f6b11',
      title: 'Test',
      level: 'low',
      status: 'test',
      author: 'somebody',
      date: '2026-01-02',
      references: ['https://example.com'],
      tags: ['attack.execution', 'attack.t1059.001', 'attack.defense_evasion', 'attack.s0002', 'cve.2026.1'],
      falsePositives: ['Unknown'],
      logSource: { product: 'windows', category: 'process_creation' },
      techniques: ['T1059.001'],
      tactics: ['execution', 'defense-evasion'],
    });
  });

  test('may use anchors', () => {
    expect(refusal(ruleWith('s:\n  A: &v [x, y]\n  B: *v\ncondition: s'))).toBe('accepted');
  });

  test('is warned about what has no effect', () => {
    const result = parseRule(ruleWith('s:\n  A|contains|all: x\ncondition: s or 1 of t*'));
    expect(result.ok).toBe(true);
    expect(result.diagnostics.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
      'warning sigma.modifier.all-single',
      'warning sigma.condition.matches-nothing',
    ]);
  });
});

test('for matching, a rule is read without what only people read', () => {
  const text = [
    'title: A rule',
    'id: 0d3f4d2a-1b1c-4d7e-9a51-3f0a8a1b2c3d',
    'name: a_rule',
    'status: test',
    'description: Long',
    'author: Somebody',
    'references: [https://example.org]',
    'falsepositives: [Unlikely]',
    'tags: [attack.t1059]',
    'logsource: {product: windows}',
    'detection: {selection: {A: 1}, condition: selection}',
  ].join('\n');
  const full = parseRule(text);
  const short = parseRule(text, { isForMatching: true });
  expect(full.ok && full.value.metadata.description).toBe('Long');
  expect(short.ok && short.value).toEqual({
    metadata: {
      id: '0d3f4d2a-1b1c-4d7e-9a51-3f0a8a1b2c3d',
      title: 'A rule',
      name: 'a_rule',
      status: 'test',
      level: 'informational',
      references: [],
      falsePositives: [],
      tags: ['attack.t1059'],
      techniques: ['T1059'],
      tactics: [],
      logSource: { product: 'windows' },
    },
    detection: full.ok && full.value.detection,
  });
});
