import { describe, expect, test } from 'vitest';
import { createReport } from '../report.ts';
import { readYaml } from '../yaml/read-yaml.ts';
import { readCorrelation } from './read-correlation.ts';
import { correlationWith } from './testing/read-valid-correlations.ts';

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
