import { describe, expect, test } from 'vitest';
import type { CorrelationLimits } from './correlation-limits.ts';
import { correlationWith } from './testing/read-valid-correlations.ts';
import { countSection as count, eventOf, matchesOf, runAll } from './testing/run-cases.ts';
import type { Case } from './testing/run-cases.ts';
import { recordRun, resolveValidCorrelations } from './testing/run-correlator.ts';
import type { RecordedRun } from './testing/run-correlator.ts';

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
