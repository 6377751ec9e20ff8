import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { applyFixes } from './apply-fixes.ts';
import { lint } from './lint.ts';
import { lintRules } from './rules.ts';

type Keys = Readonly<Record<string, string | undefined>>;

/** A rule that nothing is to be said about. */
const sound: Keys = {
  title: 'Odd Program',
  id: '5a0f6a3e-9f0c-4f0e-8a64-0d7c3f1f6b11',
  status: 'test',
  description: 'Detects a program that is odd',
  references: '\n  - https://example.org/a\n  - https://example.org/b',
  author: 'Somebody',
  date: '2026-01-02',
  modified: '2026-01-03',
  tags: '\n  - attack.execution\n  - attack.t1059.001',
  logsource: '\n  category: process_creation\n  product: windows',
  detection: '\n  s:\n    CommandLine|contains: odd\n  condition: s',
  falsepositives: '\n  - Unknown',
  level: 'low',
};

function textWith(changes: Keys): string {
  return Object.entries({ ...sound, ...changes })
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}:${value?.startsWith('\n') === true ? '' : ' '}${value}\n`)
    .join('');
}

function detection(...lines: readonly string[]): Keys {
  return { detection: ['', 's:', ...lines.map((line) => `  ${line}`), 'condition: s'].join('\n  ') };
}

/** A change of the sound rule with a finding, one that looks like it and has none, and what the fix makes of the former. */
type Case = readonly [hit: Keys, nearMiss: Keys, fixed?: string];

const related = (type: string, id = '00000000-9f0c-4f0e-8a64-0d7c3f1f6b11'): Keys => ({
  related: `\n  - id: ${id}\n    type: ${type}`,
});

const cases: Readonly<Record<string, Case>> = {
  'sigma.lint.title-length': [{ title: 'x'.repeat(257) }, { title: 'x'.repeat(256) }],
  'sigma.lint.title-period': [{ title: 'Odd Program.' }, { title: 'Odd Program...' }, 'title: Odd Program\n'],
  'sigma.lint.title-wording': [{ title: 'Detects odd programs' }, { title: 'Detectable Program' }],
  'sigma.lint.status-missing': [{ status: undefined }, { status: 'stable' }],
  'sigma.lint.status-unknown': [{ status: 'Tets' }, { status: 'unsupported' }, 'status: test\n'],
  'sigma.lint.level-missing': [{ level: undefined }, { level: 'informational' }],
  'sigma.lint.level-case': [{ level: 'High' }, { level: 'high' }, 'level: high\n'],
  'sigma.rule.level': [{ level: 'hihg' }, { level: 'high' }, 'level: high\n'],
  'sigma.lint.date-missing': [{ date: undefined }, { modified: undefined }],
  'sigma.lint.date-form': [
    { date: '2026/1/02' },
    { date: '2024-02-29', modified: '2024-02-29' },
    'date: 2026-01-02\n',
  ],
  'sigma.lint.date-order': [{ modified: '2026-01-01' }, { modified: '2026-01-02' }],
  'sigma.lint.author-form': [{ author: '\n  - A\n  - B' }, { author: 'A, B' }],
  'sigma.lint.description-missing': [{ description: "''" }, { description: 'Detects it, as it were' }],
  'sigma.lint.description-short': [{ description: 'odd' }, { description: 'sixteen letters.' }],
  'sigma.lint.list-form': [{ falsepositives: 'Unknown' }, { fields: '\n  - CommandLine' }],
  'sigma.lint.reference-repeated': [
    { references: '\n  - https://example.org/a\n  - https://example.org/a' },
    { references: '\n  - https://example.org/a\n  - https://example.org/A' },
    'references:\n  - https://example.org/a\nauthor',
  ],
  'sigma.lint.reference-form': [
    { references: '\n  - www.example.org' },
    { references: '\n  - Internal Research' },
  ],
  'sigma.lint.tag-repeated': [
    { tags: '\n  - attack.execution\n  - attack.execution' },
    { tags: '\n  - attack.t1059\n  - attack.t1059.001' },
    'tags:\n  - attack.execution\nlogsource',
  ],
  'sigma.lint.tag-form': [
    { tags: '\n  - attack.T1059' },
    { tags: '\n  - detection.emerging-threats' },
    '- attack.t1059\n',
  ],
  'sigma.lint.tag-namespace': [{ tags: '\n  - atack.t1059' }, { tags: '\n  - stp.4' }],
  'sigma.lint.tag-attack-form': [
    { tags: '\n  - attack.defense_evasion' },
    { tags: '\n  - attack.defense-evasion\n  - attack.s0005\n  - attack.ta0002' },
    '- attack.defense-evasion\n',
  ],
  'sigma.lint.tag-cve-form': [
    { tags: '\n  - cve.2021.44228' },
    { tags: '\n  - cve.2021-44228' },
    '- cve.2021-44228\n',
  ],
  'sigma.lint.tag-tlp-value': [{ tags: '\n  - tlp.black' }, { tags: '\n  - tlp.amber-strict' }],
  'sigma.lint.falsepositives-missing': [{ falsepositives: undefined }, { falsepositives: '\n  - Unlikely' }],
  'sigma.lint.falsepositives-wording': [
    { falsepositives: '\n  - None' },
    { falsepositives: '\n  - None known to us' },
  ],
  'sigma.lint.related-form': [related('Derived'), related('derived'), 'type: derived\n'],
  'sigma.lint.license-form': [{ license: 'as you like' }, { license: 'Apache-2.0 WITH LLVM-exception' }],
  'sigma.lint.key-unknown': [
    { falsepositive: '\n  - Unknown', falsepositives: undefined },
    { custom: 'x' },
    'falsepositives:\n  - Unknown',
  ],
  'sigma.lint.logsource-key': [
    { logsource: '\n  prodct: windows' },
    { logsource: '\n  product: windows\n  definition: x' },
  ],
  'sigma.lint.logsource-empty': [{ logsource: '\n  definition: x' }, { logsource: '\n  service: system' }],
  'sigma.lint.logsource-case': [
    { logsource: '\n  product: Windows' },
    { logsource: '\n  product: windows\n  definition: Needs Auditing' },
    'product: windows\n',
  ],
  'sigma.lint.logsource-category': [
    { logsource: '\n  category: proces_creation' },
    { logsource: '\n  category: something_new' },
  ],
  'sigma.modifier.unknown': [detection('A|endwith: x'), detection('A|endswith: x'), 'A|endswith: x'],
  'sigma.modifier.all-single': [
    detection('A|contains|all: x'),
    detection('A|contains|all:', '  - x', '  - y'),
    'A|contains: x',
  ],
  'sigma.lint.wildcard-only': [detection("A: '*'"), detection("A|re: '.*x'", "B: '*x*y'")],
  'sigma.lint.outer-wildcard': [
    detection("A|contains: '*foo*'"),
    detection(String.raw`A|contains: 'foo\*'`, "B|startswith: '*x'"),
    "A|contains: 'foo'",
  ],
  'sigma.lint.wildcard-for-modifier': [
    detection("A: ['*x', '*y']"),
    detection("A: ['*x', 'y*']", "B: 'a*b'"),
  ],
  'sigma.lint.list-of-one': [detection('A:', '  - x'), detection('A:', '  - x', '  - y')],
  'sigma.lint.empty-value': [detection("A|contains: ''"), detection("A: ''")],
  'sigma.lint.value-space': [detection("A: 'x '"), detection("A|contains: 'x '")],
  'sigma.lint.value-line-end': [detection('A|contains: |', '  x'), detection('A|contains: |-', '  x')],
  'sigma.lint.value-repeated': [
    detection('A:', '  - x', '  - y', '  - X'),
    detection('A|cased:', '  - x', '  - X', 'B|base64offset|contains:', '  - xx', '  - Xx'),
    'A:\n      - x\n      - y\n  condition',
  ],
  'sigma.lint.value-covered': [
    detection('A|contains: [foobar, foo]'),
    detection('A|startswith: [foobar, bar]'),
  ],
  'sigma.lint.regex-nested-repeat': [
    detection("A|re: '(a+)+$'"),
    detection("A|re: '(?:a+,){2,5}b'", "B|re: '(a+,)+'"),
  ],
  'sigma.lint.regex-portable': [detection("A|re: '(?i)a+b'"), detection("A|re: '(?:a)+b'")],
  'sigma.lint.regex-needless': [detection(String.raw`A|re: 'a\.exe$'`), detection(String.raw`A|re: 'a\d'`)],
  'sigma.lint.regex-open-ends': [detection("A|re: '.*a+b'"), detection(String.raw`A|re: 'a+b\.*'`)],
  'sigma.lint.number-form': [detection('A: 0x3e7'), detection('A: 999', "B: '0x3e7'", 'C: -1'), "A: '0x3e7'"],
  'sigma.lint.boolean-word': [
    detection('A: yes'),
    detection("A: 'yes'", 'B: true', 'C: yesterday'),
    "A: 'yes'",
  ],
  'sigma.lint.null-text': [detection("A: 'null'"), detection('A: null', 'B: x')],
  'sigma.lint.field-lookalike': [detection('СommandLine: x'), detection('CommandLine: С', 'Поле: x')],
  'sigma.lint.field-space': [detection("' A': x"), detection("'A B': x")],
  'sigma.lint.path-separator': [
    detection('Image|endswith: cmd.exe'),
    detection(String.raw`Image|endswith: '\cmd.exe'`),
  ],
  'sigma.lint.cidr-for-prefix': [detection("Ip|startswith: '10.1.'"), detection("Ip|startswith: '10.1'")],
  'sigma.lint.selection-keyword': [
    { detection: '\n  all:\n    A: x\n  condition: 1 of a*' },
    { detection: '\n  alls:\n    A: x\n  condition: alls' },
  ],
  'sigma.lint.selection-repeated': [
    { detection: '\n  a:\n    A: x\n  b:\n    A: x\n  condition: a or b' },
    { detection: '\n  a:\n    A: x\n  b:\n    B: x\n  condition: a or b' },
  ],
  'sigma.lint.selection-mixed': [detection('- x', '- A: x'), detection('- B: x', '- A: x')],
  'sigma.lint.condition-them': [
    { detection: '\n  a:\n    A: x\n  b:\n    B: x\n  condition: 1 of them' },
    { detection: '\n  a:\n    A: x\n  themes:\n    B: x\n  condition: 1 of themes* or a' },
  ],
  'sigma.lint.matches-empty': [
    { detection: '\n  a:\n    A: x\n  condition: not a' },
    { detection: '\n  a:\n    A: x\n  b:\n    B: x\n  condition: b and not a' },
  ],
  'sigma.lint.contradiction': [
    detection('A: x', 'A|contains: y'),
    { detection: '\n  a:\n    A: x\n  b:\n    A: y\n  condition: a or b' },
  ],
};

const codesOf = (text: string): readonly string[] => lint(text).map(({ code }) => code);

describe('lint rules', () => {
  test('say nothing about a sound rule', () => {
    expect(lint(textWith({}))).toEqual([]);
  });

  test('are all tested, and have codes of their own', () => {
    expect(Object.keys(cases).toSorted()).toEqual(lintRules.map(({ code }) => code).toSorted());
  });

  test('are all in the documentation, with their severity and whether they fix', () => {
    const page = readFileSync(join(import.meta.dirname, '../../../../docs/sigma-lint.md')).toString('utf8');
    const rows = [...page.matchAll(/^\| `(sigma\.[\w.-]+)` *\| (\w+) *\| (yes| {3}) \|/gm)];
    const documented = rows.map(([, code, severity, fix]) => `${code} ${severity} ${fix?.trim()}`);
    const actual = lintRules.map(
      ({ code, severity }) => `${code} ${severity} ${cases[code]?.[2] === undefined ? '' : 'yes'}`,
    );
    expect(documented.toSorted()).toEqual(actual.toSorted());
  });

  test.each(Object.entries(cases))(
    '%s: finds what it is for, and nothing that only looks like it',
    (code, [hit, nearMiss, fixed]) => {
      const text = textWith(hit);
      const found = lint(text).filter((diagnostic) => diagnostic.code === code);
      expect(found.length).toBeGreaterThan(0);
      expect(found.every(({ span }) => span !== undefined)).toBe(true);
      expect(codesOf(textWith(nearMiss))).not.toContain(code);
      expect(found.some(({ fix }) => fix !== undefined)).toBe(fixed !== undefined);
      const mended = applyFixes(text, found);
      if (fixed === undefined) expect(mended).toBe(text);
      else {
        expect(mended).toContain(fixed);
        expect(codesOf(mended)).not.toContain(code);
      }
    },
  );

  test.each([
    [
      'a relation to the rule itself',
      related('derived', '5a0f6a3e-9f0c-4f0e-8a64-0d7c3f1f6b11'),
      'sigma.lint.related-form',
    ],
    ['a related id that is none', related('derived', 'none'), 'sigma.lint.related-form'],
    ['a technique with a short id', { tags: '\n  - attack.t105' }, 'sigma.lint.tag-attack-form'],
    ['a day that there is not', { date: '2026-02-30' }, 'sigma.lint.date-form'],
    ['a text where a list belongs', { tags: 'attack.t1059' }, 'sigma.lint.list-form'],
  ])('find %s', (_, changes, code) => {
    expect(codesOf(textWith(changes))).toContain(code);
  });

  test('show the place', () => {
    const [found] = lint(textWith({ level: 'High' }));
    expect(found?.span).toEqual({ line: 23, column: 8, endLine: 23, endColumn: 12 });
  });

  test('check what correlations and filters have in common with rules', () => {
    const correlation = [
      'title: Many.',
      'id: 5a0f6a3e-9f0c-4f0e-8a64-0d7c3f1f6b12',
      'date: 2026/01/02',
      'correlation:',
      '  type: event_count',
      '  rules: [a]',
      '  group-by: [User]',
      '  timespan: 5m',
      '  condition: { gte: 3 }',
    ].join('\n');
    const codes = codesOf(correlation);
    expect(codes).toContain('sigma.lint.title-period');
    expect(codes).toContain('sigma.lint.date-form');
    expect(codes).not.toContain('sigma.lint.level-missing');
  });
});
