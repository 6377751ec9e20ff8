import { describe, expect, test } from 'vitest';
import { matchesOf } from './testing/run-cases.ts';
import type { Case } from './testing/run-cases.ts';

const temporal = 'type: temporal\nrules: [a, b, c]\ngroup-by: [U]\ntimespan: 10s';
const ordered = temporal.replace('temporal', 'temporal_ordered');

describe('correlation types', () => {
  const tables: Readonly<
    Record<string, readonly (readonly [section: string, cases: readonly Case[], expected: string[]])[]>
  > = {
    'temporal wants all rules, in any order': [
      [
        temporal,
        [
          [0, 'c'],
          [1, 'a'],
          [2, 'b'],
        ],
        ['2 3'],
      ],
      [
        temporal,
        [
          [0, 'c'],
          [1, 'a'],
          [2, 'a'],
        ],
        [],
      ],
      [temporal, [[0, 'a b c']], ['0 3']],
      [
        `${temporal}\ncondition: { gte: 2 }`,
        [
          [0, 'c'],
          [1, 'a'],
        ],
        ['1 2'],
      ],
    ],
    'temporal with a condition over rules looks back only': [
      [
        `${temporal}\ncondition: (a or b) and not c`,
        [
          [0, 'c'],
          [5, 'a'],
        ],
        [],
      ],
      [
        `${temporal}\ncondition: (a or b) and not c`,
        [
          [0, 'c'],
          [11, 'a'],
        ],
        ['11 1'],
      ],
      [
        `${temporal}\ncondition: (a or b) and not c`,
        [
          [0, 'a'],
          [1, 'c'],
        ],
        ['0 1'],
      ],
    ],
    'temporal_ordered wants all rules in their order': [
      [
        ordered,
        [
          [0, 'a'],
          [1, 'b'],
          [2, 'c'],
        ],
        ['2 3'],
      ],
      [
        ordered,
        [
          [0, 'b'],
          [1, 'a'],
          [2, 'c'],
        ],
        [],
      ],
      [
        ordered,
        [
          [0, 'b'],
          [1, 'a'],
          [2, 'c'],
          [3, 'b'],
          [4, 'c'],
        ],
        ['4 3'],
      ],
      [
        ordered,
        [
          [0, 'a'],
          [6, 'b'],
          [11, 'c'],
        ],
        [],
      ],
      [
        ordered,
        [
          [0, 'a'],
          [5, 'a'],
          [6, 'b'],
          [11, 'c'],
        ],
        ['11 3'],
      ],
      [
        `${ordered}\ncondition: { gte: 2 }`,
        [
          [0, 'b'],
          [1, 'c'],
          [2, 'a'],
          [3, 'b'],
        ],
        ['3 2'],
      ],
    ],
    'temporal_ordered takes events of one time as being in order': [
      [
        ordered,
        [
          [0, 'c'],
          [0, 'b'],
          [0, 'a'],
        ],
        ['0 3'],
      ],
    ],
  };

  for (const [name, cases] of Object.entries(tables)) {
    test.each(cases)(`${name}: %j`, (section, events, expected) => {
      expect(matchesOf(section, events)).toEqual(expected);
    });
  }
});
