import { describe, expect, test } from 'vitest';
import type { CorrelationLimits } from './correlation-limits.ts';
import { correlationWith } from './testing/read-valid-correlations.ts';
import { recordRun, resolveValidCorrelations } from './testing/run-correlator.ts';
import type { RecordedRun } from './testing/run-correlator.ts';
import type { PlainEvent } from './testing/recount-naively.ts';

type Fields = Readonly<Record<string, string | readonly string[]>>;
type Case = readonly [seconds: number, rules: string, fields?: Fields];

let nextId = 0;

function eventOf([seconds, rules, fields = { U: 'u' }]: Case, id = `e${(nextId += 1)}`): PlainEvent {
  return {
    id,
    timeMs: seconds * 1_000,
    rules: rules.split(' '),
    fields: Object.entries(fields).map(([name, value]) => [name, [value].flat()]),
  };
}

/** Runs events through correlations by their keys, in memory, and with no event ever late. */
function runAll(sections: Readonly<Record<string, string>>, cases: readonly Case[]): RecordedRun {
  const text = Object.entries(sections).map(([key, section]) => correlationWith(section, key));
  const recorded = recordRun(resolveValidCorrelations(text.join('---\n')));
  for (const one of cases) recorded.step(eventOf(one));
  recorded.advance(1_000_000_000);
  return recorded;
}

/** Matches as `seconds value`, with the key where there are several correlations. */
function matchesOf(section: string, cases: readonly Case[]): readonly string[] {
  return runAll({ it: section }, cases).matches.map(({ timeMs, value }) => `${timeMs / 1_000} ${value}`);
}

const count = 'type: event_count\nrules: [a]\ngroup-by: [U]\ntimespan: 10s\n';
const values = 'type: value_count\nrules: [a]\ngroup-by: [U]\ntimespan: 10s\n';
const temporal = 'type: temporal\nrules: [a, b, c]\ngroup-by: [U]\ntimespan: 10s';
const ordered = temporal.replace('temporal', 'temporal_ordered');

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

describe('correlation windows', () => {
  test('slide with the events, and hold events that are as old as the timespan', () => {
    const section = `${count}condition: { gte: 2 }`;
    expect(
      matchesOf(section, [
        [9, 'a'],
        [19, 'a'],
      ]),
    ).toEqual(['19 2']);
    expect(
      matchesOf(section, [
        [9, 'a'],
        [19.001, 'a'],
      ]),
    ).toEqual([]);
  });

  test('give one match for a timespan, and another if it goes on', () => {
    const section = `${count}condition: { gte: 2 }`;
    const everySecond = Array.from({ length: 30 }, (_, second): Case => [second, 'a']);
    expect(matchesOf(section, everySecond)).toEqual(['1 2', '12 11', '23 11']);
  });

  test('share no event between two matches of a group', () => {
    const section = `${count}condition: { gte: 2 }`;
    const everySecond = Array.from({ length: 30 }, (_, second): Case => [second, 'a']);
    const ids = runAll({ it: section }, everySecond).matches.flatMap(({ eventIds }) => eventIds);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('group-by', () => {
  const section = `${count.replace('[U]', '[U, H]')}condition: { gte: 2 }`;

  test('keeps a state for each tuple of values', () => {
    const events: Case[] = [
      [0, 'a', { U: 'u', H: 'h' }],
      [1, 'a', { U: 'u', H: 'i' }],
      [2, 'a', { U: 'v', H: 'h' }],
      [3, 'a', { U: 'u', H: 'h' }],
      [4, 'a', { U: 'U', H: 'h' }],
    ];
    const { matches } = runAll({ it: section }, events);
    expect(matches).toMatchObject([
      {
        timeMs: 3_000,
        fromMs: 0,
        group: [
          { field: 'U', value: 'u' },
          { field: 'H', value: 'h' },
        ],
      },
    ]);
  });

  test('takes no event that lacks a field, and counts it', () => {
    const { matches, correlator } = runAll({ it: section }, [
      [0, 'a', { U: 'u' }],
      [1, 'a', { U: 'u' }],
    ]);
    expect(matches).toEqual([]);
    expect(correlator.counts.ungrouped).toBe(2);
  });

  test('puts an event with several values into the group of each', () => {
    const events: Case[] = [
      [0, 'a', { U: ['u', 'v'], H: ['h', 'i'] }],
      [1, 'a', { U: 'v', H: 'i' }],
    ];
    expect(
      runAll({ it: section }, events).matches.map(({ group }) => group.map(({ value }) => value)),
    ).toEqual([['v', 'i']]);
  });

  test('keeps tuples apart whose texts run together', () => {
    const events: Case[] = [
      [0, 'a', { U: 'a","b', H: 'c' }],
      [1, 'a', { U: 'a', H: 'b","c' }],
    ];
    expect(runAll({ it: section }, events).matches).toEqual([]);
  });

  test('may be left out: all events are one group', () => {
    const all = `${count.replace('group-by: [U]\n', '')}condition: { gte: 2 }`;
    expect(
      matchesOf(all, [
        [0, 'a', { U: 'u' }],
        [1, 'a', {}],
      ]),
    ).toEqual(['1 2']);
  });
});

test('aliases: a field per rule', () => {
  const section =
    'type: temporal\nrules: [a, b]\ngroup-by: [ip]\ntimespan: 10s\naliases: { ip: { a: src, b: dst } }';
  expect(
    matchesOf(section, [
      [0, 'a', { src: 'x' }],
      [1, 'b', { dst: 'x' }],
    ]),
  ).toEqual(['1 2']);
  expect(
    matchesOf(section, [
      [0, 'a', { src: 'x' }],
      [1, 'b', { src: 'x', dst: 'y' }],
    ]),
  ).toEqual([]);
  expect(
    matchesOf(section, [
      [0, 'a b', { src: 'x', dst: 'y' }],
      [1, 'a', { src: 'y' }],
    ]),
  ).toEqual(['1 2']);
});

describe('chains', () => {
  const failed = 'type: event_count\nrules: [a]\ngroup-by: [H]\ntimespan: 10s\ncondition: { gte: 3 }';
  const then = 'type: temporal_ordered\nrules: [failed, b]\ngroup-by: [U]\ntimespan: 10s';
  const attack: Case[] = [
    [0, 'a', { H: 'h', U: 'u' }],
    [1, 'a', { H: 'h', U: 'u' }],
    [2, 'a', { H: 'h', U: 'v' }],
  ];

  test('the outer correlation uses only its own group-by, on values that the inner events had', () => {
    const success: Case = [3, 'b', { U: 'u', H: 'elsewhere' }];
    const { matches } = runAll({ failed, then }, [...attack, success]);
    expect(matches).toMatchObject([
      { correlation: 'then', timeMs: 3_000, group: [{ field: 'U', value: 'u' }] },
    ]);
    expect(runAll({ failed, then }, [...attack, [3, 'b', { U: 'w' }]]).matches).toEqual([]);
  });

  test('the inner correlation alerts only with generate', () => {
    const keys = runAll({ failed, then: `${then}\ngenerate: true` }, attack).matches.map(
      (match) => match.correlation,
    );
    expect(keys).toEqual(['failed']);
    expect(runAll({ failed, then }, attack).matches).toEqual([]);
  });

  test('an inner condition that goes on holding is seen after its match', () => {
    const goingOn = Array.from({ length: 30 }, (_, second): Case => [second, 'a', { H: 'h', U: 'u' }]);
    const slow = failed.replace('10s', '60s');
    const found = runAll({ failed: slow, then }, [...goingOn, [35, 'b', { U: 'u' }]]).matches;
    expect(found).toMatchObject([{ correlation: 'then', timeMs: 35_000 }]);
  });

  test('an outer count counts matches, not the events at which they go on', () => {
    const twice = 'type: event_count\nrules: [failed]\ngroup-by: [H]\ntimespan: 1m\ncondition: { gte: 2 }';
    const events = (seconds: number): Case[] =>
      Array.from({ length: seconds }, (_, second): Case => [second, 'a', { H: 'h' }]);
    expect(runAll({ failed, twice }, events(13)).matches).toEqual([]);
    expect(runAll({ failed, twice }, events(14)).matches).toMatchObject([
      { correlation: 'twice', timeMs: 13_000 },
    ]);
  });

  test('an event that is input and inner match at once is both at its time', () => {
    expect(
      runAll({ failed, then }, [...attack.slice(0, 2), [2, 'a b', { H: 'h', U: 'u' }]]).matches,
    ).toMatchObject([{ correlation: 'then', timeMs: 2_000 }]);
  });
});

describe('ids', () => {
  const section = `${count}condition: { gte: 2 }`;
  const correlations = resolveValidCorrelations(correlationWith(section));

  function matchesWithIds(cases: readonly (readonly [Case, string])[]): RecordedRun {
    const recorded = recordRun(correlations, { latenessMs: 0 });
    for (const [one, id] of cases) recorded.step(eventOf(one, id));
    recorded.advance(1_000_000_000);
    return recorded;
  }

  test('a repeated id counts once while its window lives', () => {
    expect(
      matchesWithIds([
        [[0, 'a'], 'x'],
        [[0, 'a'], 'x'],
        [[10, 'a'], 'x'],
      ]).matches,
    ).toEqual([]);
    expect(
      matchesWithIds([
        [[0, 'a'], 'x'],
        [[10.001, 'a'], 'x'],
        [[10.002, 'a'], 'y'],
      ]).matches,
    ).toHaveLength(1);
  });

  test('repetitions are counted', () => {
    expect(
      matchesWithIds([
        [[0, 'a'], 'x'],
        [[0, 'a'], 'x'],
        [[10, 'a'], 'x'],
      ]).correlator.counts.duplicates,
    ).toBe(2);
  });

  test('a match has an id of its own, which tells it from every other', () => {
    const { matches } = runAll({ it: section }, [
      [0, 'a'],
      [1, 'a'],
      [12, 'a'],
      [13, 'a'],
    ]);
    expect(matches.map(({ id }) => id)).toEqual(['["it",["u"],1000]', '["it",["u"],13000]']);
  });
});

describe('time', () => {
  const correlations = resolveValidCorrelations(correlationWith(`${count}condition: { gte: 3 }`));

  function run(limits: Partial<CorrelationLimits>, cases: readonly Case[], nowSeconds?: number): RecordedRun {
    const recorded = recordRun(correlations, limits);
    for (const one of cases) {
      recorded.matches.push(
        ...recorded.correlator.step(toEvent(one), nowSeconds && nowSeconds * 1_000).matches,
      );
    }
    return recorded;
  }
  const toEvent = (one: Case) => {
    const { id, timeMs } = eventOf(one);
    return { id, timeMs, matchedRuleIds: ['a'], fieldOf: () => ['u'] };
  };

  test('an event counts as late as the bound, and not later', () => {
    const within = run({ latenessMs: 4_000 }, [
      [0, 'a'],
      [5, 'a'],
      [1, 'a'],
      [20, 'a'],
    ]);
    expect(within.matches.map(({ timeMs }) => timeMs)).toEqual([5_000]);
    const beyond = run({ latenessMs: 3_999 }, [
      [0, 'a'],
      [5, 'a'],
      [1, 'a'],
      [20, 'a'],
    ]);
    expect(beyond.matches).toEqual([]);
    expect(beyond.correlator.counts.late).toBe(1);
  });

  test('a match is known when no earlier event can come', () => {
    const recorded = run({ latenessMs: 4_000 }, [
      [0, 'a'],
      [1, 'a'],
      [2, 'a'],
      [6, 'a'],
    ]);
    expect(recorded.matches).toEqual([]);
    recorded.advance(6_001);
    expect(recorded.matches.map(({ timeMs }) => timeMs)).toEqual([2_000]);
  });

  test('an advance makes earlier events late, also for the run that goes on', () => {
    const recorded = recordRun(correlations, { latenessMs: 1_000 });
    recorded.advance(60_000);
    const resumed = recordRun(correlations, { latenessMs: 1_000 }, recorded.state);
    for (const { correlator } of [recorded, resumed]) {
      correlator.step(toEvent([58.999, 'a']));
      correlator.step(toEvent([59, 'a']));
      expect(correlator.counts.late).toBe(1);
      expect(correlator.size().pending).toBe(1);
    }
  });

  test('an event from the future is dropped where the caller has a clock, and counted', () => {
    const cases: Case[] = [
      [0, 'a'],
      [9_999_999, 'a'],
      [1, 'a'],
      [2, 'a'],
      [61, 'a'],
    ];
    const recorded = run({ maxAheadMs: 60_000 }, cases, 1);
    expect(recorded.matches).toHaveLength(1);
    expect(recorded.correlator.counts.ahead).toBe(1);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, 0.5, 2 ** 60])('%d is no time', (timeMs) => {
    const { correlator } = recordRun(correlations);
    correlator.step({ ...toEvent([0, 'a']), timeMs });
    correlator.advance(timeMs);
    expect(correlator.counts.invalid).toBe(1);
    expect(correlator.size().pending).toBe(0);
  });

  test('times before 1970 are times', () => {
    expect(
      matchesOf(`${count}condition: { gte: 2 }`, [
        [-5, 'a'],
        [-4, 'a'],
      ]),
    ).toEqual(['-4 2']);
  });
});

describe('what no correlation is concerned with', () => {
  test('changes nothing', () => {
    const recorded = recordRun(resolveValidCorrelations(correlationWith(`${count}condition: { gte: 2 }`)));
    recorded.step(eventOf([0, 'b other __proto__']));
    expect(recorded.state.size).toBe(0);
    expect(recorded.correlator.counts.events).toBe(0);
  });
});
