import { describe, expect, test } from 'vitest';
import { createReport } from '../report.ts';
import { readYaml } from '../yaml/read-yaml.ts';
import { readCorrelation } from './read-correlation.ts';
import { correlationWith, readValidCorrelations } from './testing/read-valid-correlations.ts';

/** Findings about a text as `severity code line:column`, and whether a correlation came out. */
function findings(text: string): readonly string[] {
  const report = createReport();
  const [document] = readYaml(text, report) ?? [];
  const correlation = document && readCorrelation(document, report);
  const found = report.diagnostics.map(
    ({ severity, code, span }) => `${severity} ${code} ${span?.line}:${span?.column}`,
  );
  expect(correlation === undefined).toBe(report.hasErrors());
  return found;
}

const counting = 'type: event_count\nrules: [a]\ngroup-by: [User]\ntimespan: 1h\n';
const sound = `${counting}condition: { gte: 3 }\n`;

describe('a correlation is read', () => {
  test('with all that it says', () => {
    const [correlation] = readValidCorrelations(
      `title: Many failed logins
id: 0e95725d-7320-415d-80f7-004da920fc11
name: many_failed
status: test
level: high
tags: [attack.credential_access, attack.t1110]
falsepositives: [Typing]
correlation:
  type: value_count
  rules: [failed_login, 5638f7c0-ac70-491d-8465-2a65075e0d86]
  group-by: [host, source]
  timespan: 90m
  generate: true
  aliases:
    host: { failed_login: ComputerName, 5638f7c0-ac70-491d-8465-2a65075e0d86: dst.host }
  condition: { field: [User, Domain], gt: 100, lte: 200.5 }
`,
    );
    expect(correlation).toMatchObject({
      key: '0e95725d-7320-415d-80f7-004da920fc11',
      metadata: { title: 'Many failed logins', name: 'many_failed', level: 'high', techniques: ['T1110'] },
      measure: {
        kind: 'value_count',
        fields: ['User', 'Domain'],
        comparisons: [
          { operator: 'gt', limit: 100 },
          { operator: 'lte', limit: 200.5 },
        ],
      },
      rules: [{ text: 'failed_login' }, { text: '5638f7c0-ac70-491d-8465-2a65075e0d86' }],
      groupBy: ['host', 'source'],
      timespanMs: 90 * 60_000,
      isGenerating: true,
      aliases: [{ name: 'host', fields: [{ field: 'ComputerName' }, { field: 'dst.host' }] }],
    });
  });

  const measures: readonly (readonly [section: string, expected: object])[] = [
    [
      'type: event_count\ncondition: { eq: 3 }',
      { kind: 'event_count', comparisons: [{ operator: 'eq', limit: 3 }] },
    ],
    ['type: event_count\ncondition: { neq: 3 }', { kind: 'event_count' }],
    ['type: value_count\ncondition: { field: F, gte: 3 }', { kind: 'value_count', fields: ['F'] }],
    ['type: value_sum\ncondition: { field: F, gte: 0.5 }', { kind: 'value_sum', fields: ['F'] }],
    ['type: value_avg\ncondition: { field: [F], gte: -5 }', { kind: 'value_avg', fields: ['F'] }],
    [
      'type: value_percentile\ncondition: { field: F, percentile: 99.9, gte: 3 }',
      { kind: 'value_percentile', percentile: 99.9 },
    ],
    [
      'type: value_median\ncondition: { field: F, gte: 3 }',
      { kind: 'value_percentile', fields: ['F'], percentile: 50 },
    ],
    ['type: temporal', { kind: 'temporal', comparisons: [{ operator: 'gte', limit: 2 }] }],
    ['type: temporal_ordered', { kind: 'temporal_ordered', comparisons: [{ operator: 'gte', limit: 2 }] }],
    ['type: temporal\ncondition: { gte: 1 }', { comparisons: [{ operator: 'gte', limit: 1 }] }],
    [
      'type: temporal\ncondition: a and not b',
      { comparisons: [], expression: { kind: 'and', items: [{ name: 'a' }, { kind: 'not' }] } },
    ],
  ];

  test.each(measures)('%j', (section, expected) => {
    const text = correlationWith(`${section}\nrules: [a, b]\ngroup-by: User\ntimespan: 5m`);
    expect(readValidCorrelations(text)[0]?.measure).toMatchObject(expected);
  });

  test('with the rules of its condition where it lists none', () => {
    const text = correlationWith('type: temporal\ngroup-by: U\ntimespan: 5m\ncondition: a or (b and a)');
    expect(readValidCorrelations(text)[0]?.rules.map(({ text: name, span }) => [name, span.column])).toEqual([
      ['a', 14],
      ['b', 20],
    ]);
  });

  test.each([
    ['30s', 30_000],
    ['5m', 300_000],
    ['1h', 3_600_000],
    ['7d', 604_800_000],
    ['366d', 31_622_400_000],
  ])('with the timespan %s', (timespan, ms) => {
    const text = correlationWith(sound.replace('1h', timespan));
    expect(readValidCorrelations(text)[0]?.timespanMs).toBe(ms);
  });

  test('with "generate" beside the section', () => {
    const text = `${correlationWith(sound)}generate: true\n`;
    expect(readValidCorrelations(text)[0]?.isGenerating).toBe(true);
  });
});

describe('must be refused, at its place', () => {
  const refused: readonly (readonly [name: string, section: string, expected: string])[] = [
    [
      'no type',
      'rules: [a]\ngroup-by: U\ntimespan: 1h\ncondition: { gte: 1 }',
      'error sigma.correlation.type 4:3',
    ],
    ['an unknown type', sound.replace('event_count', 'value_max'), 'error sigma.correlation.type 4:9'],
    ['no rules', sound.replace('rules: [a]\n', ''), 'error sigma.correlation.rules 4:3'],
    ['an empty list of rules', sound.replace('[a]', '[]'), 'error sigma.correlation.rules 5:10'],
    ['a map of rules', sound.replace('[a]', '{ a: b }'), 'error sigma.correlation.rules 5:10'],
    ['a rule twice', sound.replace('[a]', '[a, b, a]'), 'error sigma.correlation.rule-repeated 5:17'],
    ['a field twice', sound.replace('[User]', '[User, User]'), 'error sigma.correlation.group-by 6:20'],
    ['a map to group by', sound.replace('[User]', '{ a: b }'), 'error sigma.correlation.group-by 6:13'],
    ['no timespan', sound.replace('timespan: 1h\n', ''), 'error sigma.correlation.timespan 4:3'],
    ['months', sound.replace('1h', '1M'), 'error sigma.correlation.timespan 7:13'],
    ['weeks', sound.replace('1h', '1w'), 'error sigma.correlation.timespan 7:13'],
    ['an upper-case unit', sound.replace('1h', '1H'), 'error sigma.correlation.timespan 7:13'],
    ['a bare number', sound.replace('1h', '60'), 'error sigma.correlation.timespan 7:13'],
    ['a fraction', sound.replace('1h', '1.5h'), 'error sigma.correlation.timespan 7:13'],
    ['nothing', sound.replace('1h', '0s'), 'error sigma.correlation.timespan 7:13'],
    ['more than a year', sound.replace('1h', '367d'), 'error sigma.correlation.timespan 7:13'],
    ['no condition', counting, 'error sigma.correlation.condition 4:3'],
    ['a condition without bound', `${counting}condition: { }`, 'error sigma.correlation.condition 8:14'],
    [
      'an unknown operator',
      `${counting}condition: { gte: 1, above: 3 }`,
      'error sigma.correlation.condition-key 8:24',
    ],
    [
      'a text as bound',
      `${counting}condition: { gte: many }`,
      'error sigma.correlation.condition-limit 8:21',
    ],
    ['NaN', `${counting}condition: { gte: .nan }`, 'error sigma.correlation.condition-limit 8:21'],
    [
      'a bound that a number loses',
      `${counting}condition: { gte: 9007199254740993 }`,
      'error sigma.correlation.condition-limit 8:21',
    ],
    [
      'bounds that exclude each other',
      `${counting}condition: { gt: 5, lt: 5 }`,
      'error sigma.correlation.condition-impossible 8:14',
    ],
    [
      'a field where events are counted',
      `${counting}condition: { gte: 1, field: F }`,
      'error sigma.correlation.condition-key 8:24',
    ],
    [
      'no field where values are counted',
      sound.replace('event_count', 'value_count'),
      'error sigma.correlation.field 8:14',
    ],
    [
      'two fields to sum',
      sound.replace('event_count', 'value_sum').replace('gte: 3', 'gte: 3, field: [a, b]'),
      'error sigma.correlation.field 8:31',
    ],
    [
      'no percentile',
      sound.replace('event_count', 'value_percentile').replace('gte: 3', 'lte: 1, field: image'),
      'error sigma.correlation.percentile 8:14',
    ],
    [
      'a percentile above 100',
      sound.replace('event_count', 'value_percentile').replace('gte: 3', 'gte: 3, field: F, percentile: 101'),
      'error sigma.correlation.percentile 8:46',
    ],
    [
      'a condition over rules where events are counted',
      `${counting}condition: a and b`,
      'error sigma.correlation.condition-extended 8:14',
    ],
    [
      'a condition over rules in order',
      `${counting.replace('event_count', 'temporal_ordered')}condition: a`,
      'error sigma.correlation.condition-extended 8:14',
    ],
    [
      'a quantifier',
      `${counting.replace('event_count', 'temporal')}condition: 1 of them`,
      'error sigma.correlation.condition-quantifier 8:14',
    ],
    [
      'a condition that names another rule',
      `${counting.replace('event_count', 'temporal')}condition: a and b`,
      'error sigma.correlation.condition-rule 8:20',
    ],
    [
      'a condition that leaves a rule out',
      `${counting.replace('event_count', 'temporal').replace('[a]', '[a, b]')}condition: a`,
      'error sigma.correlation.condition-rule 5:14',
    ],
    [
      'a condition that breaks off',
      `${counting.replace('event_count', 'temporal')}condition: a and`,
      'error sigma.condition.incomplete 8:19',
    ],
    [
      'more rules than there are',
      `${counting.replace('event_count', 'temporal')}condition: { gt: 1 }`,
      'error sigma.correlation.condition-unreachable 8:14',
    ],
    [
      'more events than a window holds',
      `${counting}condition: { gte: 100001 }`,
      'error sigma.correlation.condition-unreachable 8:14',
    ],
    ['a window', `${sound}window: session`, 'error sigma.correlation.unsupported 9:3'],
    ['a gap', `${sound}gap: 5m`, 'error sigma.correlation.unsupported 9:3'],
    ['a list of aliases', `${sound}aliases: [a]`, 'error sigma.correlation.aliases 9:12'],
    ['an alias without fields', `${sound}aliases: { User: x }`, 'error sigma.correlation.aliases 9:20'],
    ['an alias to nothing', `${sound}aliases: { User: { a: } }`, 'error sigma.correlation.aliases 9:22'],
    [
      'an alias for another rule',
      `${sound}aliases: { User: { a: U, b: V } }`,
      'error sigma.correlation.alias-rule 9:28',
    ],
    ['a text for generate', `${sound}generate: 'yes'`, 'error sigma.correlation.generate 9:13'],
  ];

  test.each(refused)('%s', (_, section, expected) => {
    expect(findings(correlationWith(section))).toContain(expected);
  });

  const refusedTexts: readonly (readonly [name: string, text: string, expected: string])[] = [
    [
      'neither id nor name',
      correlationWith(sound).replace('name: c\n', ''),
      'error sigma.correlation.id-missing 1:1',
    ],
    ['no section', 'title: T\nname: c\n', 'error sigma.correlation.missing 1:1'],
    ['a list as section', 'title: T\nname: c\ncorrelation: []\n', 'error sigma.correlation.missing 3:14'],
    ['no title', correlationWith(sound).replace('title: Test\n', ''), 'error sigma.rule.title-missing 1:1'],
    ['a level that is none', `${correlationWith(sound)}level: huge\n`, 'error sigma.rule.level 9:8'],
    [
      'two values of generate',
      `${correlationWith(`${sound}generate: true`)}generate: false\n`,
      'error sigma.correlation.generate 10:11',
    ],
  ];

  test.each(refusedTexts)('%s', (_, text, expected) => {
    expect(findings(text)).toContain(expected);
  });
});

describe('is warned about', () => {
  const warned: readonly (readonly [name: string, section: string, expected: readonly string[]])[] = [
    ['nothing where nothing is wrong', sound, []],
    ['an attribute that means nothing', `${sound}within: 5m`, ['warning sigma.correlation.unknown-key 9:3']],
    [
      'no group-by',
      sound.replace('group-by: [User]\n', ''),
      ['warning sigma.correlation.group-by-missing 4:3'],
    ],
    [
      'upper bounds alone',
      `${counting}condition: { lt: 5 }`,
      ['warning sigma.correlation.only-upper-bound 8:14'],
    ],
    [
      'an alias that nothing groups by',
      `${sound}aliases: { Host: { a: H } }`,
      ['warning sigma.correlation.alias-unused 9:14'],
    ],
    [
      'an alias that leaves a rule out',
      `${sound.replace('[a]', '[a, b]')}aliases: { User: { a: H } }`,
      ['warning sigma.correlation.alias-incomplete 9:14'],
    ],
  ];

  test.each(warned)('%s', (_, section, expected) => {
    expect(findings(correlationWith(section))).toEqual(expected);
  });
});

test('hostile keys are keys like any other', () => {
  const text = correlationWith(
    'type: event_count\nrules: [__proto__, constructor]\ngroup-by: [__proto__]\ntimespan: 1h\n' +
      'aliases: { __proto__: { __proto__: toString, constructor: valueOf } }\ncondition: { gte: 1 }',
    '__proto__',
  );
  expect(readValidCorrelations(text)[0]).toMatchObject({
    key: '__proto__',
    groupBy: ['__proto__'],
    aliases: [{ name: '__proto__', fields: [{ field: 'toString' }, { field: 'valueOf' }] }],
  });
});
