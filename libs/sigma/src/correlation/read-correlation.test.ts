import { describe, expect, test } from 'vitest';
import { correlationWith, readValidCorrelations } from './testing/read-valid-correlations.ts';

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
