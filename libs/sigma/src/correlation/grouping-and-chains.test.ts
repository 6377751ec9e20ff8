import { describe, expect, test } from 'vitest';
import { countSection as count, matchesOf, runAll } from './testing/run-cases.ts';
import type { Case } from './testing/run-cases.ts';

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
