import { describe, expect, test } from 'vitest';
import { countSection as count, matchesOf } from './testing/run-cases.ts';
import type { Case } from './testing/run-cases.ts';

const values = 'type: value_count\nrules: [a]\ngroup-by: [U]\ntimespan: 10s\n';

describe('correlation types', () => {
  const tables: Readonly<
    Record<string, readonly (readonly [section: string, cases: readonly Case[], expected: string[]])[]>
  > = {
    'event_count counts events': [
      [
        `${count}condition: { gte: 3 }`,
        [
          [0, 'a'],
          [1, 'a'],
          [2, 'b'],
          [3, 'a'],
        ],
        ['3 3'],
      ],
      [
        `${count}condition: { gte: 3 }`,
        [
          [0, 'a'],
          [1, 'a'],
        ],
        [],
      ],
      [
        `${count}condition: { gt: 1 }`,
        [
          [0, 'a'],
          [0, 'a'],
        ],
        ['0 2'],
      ],
      [
        `${count}condition: { eq: 2 }`,
        [
          [0, 'a'],
          [1, 'a'],
          [2, 'a'],
        ],
        ['1 2'],
      ],
      [
        `${count}condition: { neq: 1 }`,
        [
          [0, 'a'],
          [1, 'a'],
        ],
        ['1 2'],
      ],
      [`${count}condition: { lt: 2 }`, [[0, 'a']], ['0 1']],
      [`${count}condition: { lte: 0 }`, [[0, 'a']], []],
    ],
    'bounds of a range hold together': [
      [
        `${count}condition: { gt: 1, lte: 2 }`,
        [
          [0, 'a'],
          [0, 'a'],
          [0, 'a'],
        ],
        [],
      ],
      [
        `${count}condition: { gt: 1, lte: 2 }`,
        [
          [0, 'a'],
          [1, 'a'],
          [2, 'a'],
        ],
        ['1 2'],
      ],
    ],
    'value_count counts distinct values, with their letter case': [
      [
        `${values}condition: { field: V, gte: 2 }`,
        [
          [0, 'a', { U: 'u', V: 'x' }],
          [1, 'a', { U: 'u', V: 'x' }],
          [2, 'a', { U: 'u', V: 'X' }],
        ],
        ['2 2'],
      ],
      [`${values}condition: { field: V, gte: 1 }`, [[0, 'a', { U: 'u' }]], []],
      [`${values}condition: { field: V, gte: 2 }`, [[0, 'a', { U: 'u', V: ['x', 'y'] }]], ['0 2']],
    ],
    'value_count counts tuples where it has a list of fields': [
      [
        `${values}condition: { field: [V, W], gte: 3 }`,
        [
          [0, 'a', { U: 'u', V: 'x', W: 'y' }],
          [1, 'a', { U: 'u', V: 'xy', W: '' }],
          [2, 'a', { U: 'u', V: 'x', W: 'y' }],
          [3, 'a', { U: 'u', V: '', W: 'xy' }],
          [4, 'a', { U: 'u', V: 'z' }],
        ],
        ['3 3'],
      ],
    ],
    'value_sum adds numbers up without losing any': [
      [
        `${values.replace('count', 'sum')}condition: { field: V, eq: 1 }`,
        [
          [0, 'a', { U: 'u', V: '1e16' }],
          [1, 'a', { U: 'u', V: '1' }],
          [2, 'a', { U: 'u', V: '-1e16' }],
        ],
        ['2 1'],
      ],
      [
        `${values.replace('count', 'sum')}condition: { field: V, gt: 0 }`,
        [[0, 'a', { U: 'u', V: ['x', '', 'NaN', 'Infinity', '0x10', '1e999', '--1'] }]],
        [],
      ],
      [
        `${values.replace('count', 'sum')}condition: { field: V, gte: 6.5 }`,
        [[0, 'a', { U: 'u', V: [' 1.5', '+.5', '4.', '5e-1'] }]],
        ['0 6.5'],
      ],
      [
        `${values.replace('count', 'sum')}condition: { field: V, gt: 0.3 }`,
        [
          [0, 'a', { U: 'u', V: '0.1' }],
          [1, 'a', { U: 'u', V: '0.2' }],
        ],
        ['1 0.30000000000000004'],
      ],
    ],
    'value_avg is the mean': [
      [
        `${values.replace('count', 'avg')}condition: { field: V, gt: 5 }`,
        [
          [0, 'a', { U: 'u', V: '2' }],
          [1, 'a', { U: 'u', V: '9' }],
        ],
        ['1 5.5'],
      ],
    ],
    'value_percentile is linear between the nearest ranks': [
      [
        `${values.replace('count', 'percentile')}condition: { field: V, percentile: 75, gte: 3.25 }`,
        [
          [0, 'a', { U: 'u', V: '4' }],
          [0, 'a', { U: 'u', V: '1' }],
          [0, 'a', { U: 'u', V: ['3', '2'] }],
        ],
        ['0 3.25'],
      ],
    ],
    'value_median is percentile 50': [
      [
        `${values.replace('count', 'median')}condition: { field: V, gte: 2.5 }`,
        [
          [0, 'a', { U: 'u', V: ['1', '2'] }],
          [1, 'a', { U: 'u', V: ['3', '100'] }],
        ],
        ['1 2.5'],
      ],
    ],
  };

  for (const [name, cases] of Object.entries(tables)) {
    test.each(cases)(`${name}: %j`, (section, events, expected) => {
      expect(matchesOf(section, events)).toEqual(expected);
    });
  }
});
