import { describe, expect, test } from 'vitest';
import { createCorrelator } from './correlator.ts';
import type { CorrelationLimits } from './correlation-limits.ts';
import { correlationWith } from './testing/read-valid-correlations.ts';
import { recordRun, resolveValidCorrelations } from './testing/run-correlator.ts';
import type { RecordedRun } from './testing/run-correlator.ts';

const counting = 'type: event_count\nrules: [a]\ngroup-by: [U]\ntimespan: 100s\ncondition: { gte: 3 }';
const [count, values] = [
  resolveValidCorrelations(correlationWith(counting)),
  resolveValidCorrelations(
    correlationWith(counting.replace('event_count', 'value_count').replace('gte: 3', 'gte: 3, field: V')),
  ),
];

function run(
  events: readonly (readonly [seconds: number, user: string | readonly string[], value?: string])[],
  limits: Partial<CorrelationLimits>,
  correlations = count,
): RecordedRun {
  const recorded = recordRun(correlations, { latenessMs: 0, ...limits });
  events.forEach(([seconds, user, value = ''], n) => {
    const fields = [['U', [user].flat()] as const, ['V', [value]] as const];
    recorded.step({ id: `e${n}`, timeMs: Math.round(seconds * 1_000), rules: ['a'], fields });
  });
  recorded.advance(1_000 + 1_000 * (events.at(-1)?.[0] ?? 0));
  return recorded;
}

describe('what goes beyond a bound is dropped and counted', () => {
  test('groups: the stalest first', () => {
    const { matches, correlator } = run(
      [
        [0, 'u'],
        [1, 'v'],
        [2, 'u'],
        [3, 'w'],
        [4, 'u'],
        [5, 'v'],
        [6, 'v'],
      ],
      { maxGroups: 2 },
    );
    expect(matches.map(({ group }) => group[0]?.value)).toEqual(['u']);
    expect(correlator.counts.evictedGroups).toBe(2);
    expect(correlator.size().groups).toBe(2);
  });

  describe('which group is the stalest', () => {
    const step = (recorded: RecordedRun, timeMs: number, id: string, user: string): void => {
      recorded.step({ id, timeMs, rules: ['a'], fields: [['U', [user]]] });
    };
    const groupsOf = ({ state }: RecordedRun): readonly string[] =>
      ['u', 'v', 'w'].filter((user) => state.has(JSON.stringify(['window', 'c', [user], 0])));

    test('is not changed by a repeated id', () => {
      const recorded = recordRun(count, { latenessMs: 0, maxGroups: 2 });
      step(recorded, 0, 'x', 'u');
      step(recorded, 1, 'y', 'v');
      step(recorded, 2, 'x', 'u');
      step(recorded, 3, 'z', 'w');
      recorded.advance(4);
      expect(groupsOf(recorded)).toEqual(['v', 'w']);
    });

    test('is the same after a break, also of those that grew at the same time', () => {
      const limits = { latenessMs: 0, maxGroups: 2 };
      const whole = recordRun(count, limits);
      step(whole, 0, 'x', 'v');
      step(whole, 0, 'y', 'u');
      whole.advance(1);
      const resumed = recordRun(count, limits, whole.state);
      for (const recorded of [whole, resumed]) {
        step(recorded, 1, 'z', 'w');
        recorded.advance(2);
      }
      expect(groupsOf(whole)).toEqual(['v', 'w']);
      expect(groupsOf(resumed)).toEqual(['v', 'w']);
    });
  });

  test('groups whose time is over go before the stalest that live', () => {
    const brief = correlationWith(counting.replace('100s', '1s'), 'brief').replace('[a]', '[b]');
    const both = resolveValidCorrelations(`${correlationWith(counting)}---\n${brief}`);
    const recorded = recordRun(both, { latenessMs: 60_000, maxGroups: 2 });
    const step = (timeMs: number, rule: string, user: string): void => {
      recorded.step({ id: `${timeMs}`, timeMs, rules: [rule], fields: [['U', [user]]] });
    };
    step(0, 'a', 'u');
    step(10, 'b', 'u');
    step(1_500, 'a', 'v');
    // All in one go, so that nobody has looked for groups whose time is over before.
    recorded.advance(61_501);
    expect(recorded.correlator.counts.evictedGroups).toBe(0);
    expect(recorded.correlator.size().groups).toBe(2);
  });

  test('bytes of all groups', () => {
    const users = Array.from({ length: 200 }, (_, n) => [n / 10, `${'u'.repeat(500)}${n}`] as const);
    const { correlator, state } = run(users, { maxBytes: 100_000 });
    expect(correlator.size().bytes).toBeLessThanOrEqual(100_000);
    expect(correlator.size().groups).toBeGreaterThan(20);
    expect(correlator.counts.evictedGroups).toBe(200 - correlator.size().groups);
    expect(state.size).toBe(correlator.size().groups + 1);
  });

  test('events of one group: the oldest first', () => {
    const events = Array.from({ length: 200 }, (_, n) => [n / 10, 'u', `${n}`] as const);
    const { correlator, state } = run(events, { maxEntriesPerGroup: 50 }, values);
    expect(correlator.counts.evictedEntries).toBeGreaterThanOrEqual(200 - 50 - 32);
    expect(state.size).toBeLessThanOrEqual(4);
  });

  test('events of one group, and with them the beginning of a sequence', () => {
    const order = counting.replace('event_count', 'temporal_ordered').replace('[a]', '[a, b, c]');
    const sequence = resolveValidCorrelations(correlationWith(order, 'order'));
    for (const [maxEntriesPerGroup, expected] of [
      [1_000, 1],
      [50, 0],
    ] as const) {
      const recorded = recordRun(sequence, { latenessMs: 0, maxEntriesPerGroup });
      for (let n = 0; n < 200; n += 1) {
        const rules = [n === 0 ? 'a' : n === 199 ? 'c' : 'b'];
        recorded.step({ id: `e${n}`, timeMs: n, rules, fields: [['U', ['u']]] });
      }
      recorded.advance(1_000);
      expect(recorded.matches).toHaveLength(expected);
    }
  });

  test('bytes of one group', () => {
    const events = Array.from({ length: 200 }, (_, n) => [n / 10, 'u', `${n}${'v'.repeat(900)}`] as const);
    const { correlator } = run(events, { maxBytesPerGroup: 60_000 }, values);
    expect(correlator.size().bytes).toBeLessThanOrEqual(60_000);
    expect(correlator.counts.evictedEntries).toBeGreaterThan(100);
  });

  test('events that wait: the earliest are let go early', () => {
    const { matches, correlator } = run(
      [
        [5, 'u'],
        [6, 'u'],
        [7, 'u'],
        [8, 'u'],
        [4, 'u'],
      ],
      { latenessMs: 60_000, maxPendingEvents: 2 },
    );
    expect(correlator.counts).toMatchObject({ forced: 2, late: 1 });
    expect(correlator.size().pending).toBe(2);
    expect(matches).toEqual([]);
  });

  test('bytes of events that wait', () => {
    const events = Array.from({ length: 100 }, (_, n) => [n / 10, 'u'.repeat(1_000)] as const);
    const { correlator } = run(events, { latenessMs: 60_000, maxPendingBytes: 20_000 });
    expect(correlator.counts.forced).toBeGreaterThan(70);
  });

  test('bytes of events that wait, when large ones follow small ones', () => {
    const small = Array.from({ length: 500 }, (_, n) => [n / 10, 'u'] as const);
    const large = Array.from({ length: 50 }, (_, n) => [50 + n / 10, 'u'.repeat(1_000)] as const);
    const { state } = run([...small, ...large], { latenessMs: 600_000, maxPendingBytes: 40_000 });
    const waiting = [...state].filter(([key]) => key.startsWith('["pending"'));
    expect(waiting.reduce((bytes, [, value]) => bytes + value.length, 0)).toBeLessThanOrEqual(40_000);
  });

  test('events that wait since before a break, when fewer may', () => {
    const users = Array.from({ length: 100 }, (_, n) => [n, 'u'] as const);
    const { state } = run(users, { latenessMs: 600_000 });
    const resumed = recordRun(count, { latenessMs: 600_000, maxPendingEvents: 10 }, state);
    resumed.step({ id: 'next', timeMs: 100_000, rules: ['a'], fields: [['U', ['u']]] });
    expect(resumed.correlator.size().pending).toBe(10);
    expect(resumed.correlator.counts.forced).toBe(91);
  });

  test('groups of events of one time, while they are taken in', () => {
    const recorded = recordRun(count, { maxGroups: 10 });
    for (let n = 0; n < 5; n += 1) {
      const users = Array.from({ length: 64 }, (_, user) => `${n} ${user}`);
      recorded.step({ id: `e${n}`, timeMs: 0, rules: ['a'], fields: [['U', users]] });
    }
    recorded.advance(20_000);
    expect(recorded.correlator.counts.evictedGroups).toBe(5 * 64 - 10);
    expect(recorded.correlator.size().groups).toBe(10);
  });

  test('matches of inner correlations, whose groups would multiply from level to level', () => {
    const levels = ['U', 'U, V', 'U, V, H'].map((fields, level) =>
      correlationWith(
        `type: temporal\nrules: [${level === 0 ? 'a' : `c${level - 1}`}]\ngroup-by: [${fields}]\ntimespan: 1h\ngenerate: true`,
        `c${level}`,
      ),
    );
    const recorded = recordRun(resolveValidCorrelations(levels.join('---\n')), { maxValues: 8 });
    const many = Array.from({ length: 8 }, (_, n) => `${n}`);
    const fields = ['U', 'V', 'H'].map((field) => [field, many] as const);
    recorded.step({ id: 'e', timeMs: 0, rules: ['a'], fields });
    recorded.advance(20_000);
    expect(recorded.correlator.size().groups).toBe(8 + 8 * 8 + 9 * 8);
    expect(recorded.correlator.counts.oversized).toBe(8 * 8 - 9);
  });

  test('values that are too long, or too many', () => {
    const long = run([[0, 'u'.repeat(1_025)]], {});
    expect(long.correlator.counts).toMatchObject({ oversized: 1, ungrouped: 1 });
    const many = run([[0, Array.from({ length: 100 }, (_, n) => `${n}`)]], {});
    expect(many.correlator.counts.oversized).toBe(36);
    expect(many.correlator.size().groups).toBe(64);
  });

  test('values beyond those that count', () => {
    const sum = counting.replace('event_count', 'value_sum').replace('gte: 3', 'gt: 0, field: V');
    const recorded = recordRun(resolveValidCorrelations(correlationWith(sum)), { latenessMs: 0 });
    const numbers = Array.from({ length: 100 }, (_, n) => `${n + 1}`);
    const fields = [['U', ['u']] as const, ['V', numbers] as const];
    recorded.step({ id: 'e', timeMs: 0, rules: ['a'], fields });
    recorded.advance(1);
    expect(recorded.matches).toMatchObject([{ value: (64 * 65) / 2 }]);
    expect(recorded.correlator.counts.oversized).toBe(36);
  });

  test('combinations of many values', () => {
    const pair = resolveValidCorrelations(correlationWith(counting.replace('[U]', '[U, V]')));
    const recorded = recordRun(pair, { latenessMs: 0 });
    const many = Array.from({ length: 64 }, (_, n) => `${n}`);
    recorded.step({
      id: 'e',
      timeMs: 0,
      rules: ['a'],
      fields: [
        ['U', many],
        ['V', many],
      ],
    });
    recorded.advance(1);
    expect(recorded.correlator.size().groups).toBe(64);
    expect(recorded.correlator.counts.oversized).toBe(64 * 64 - 64);
  });

  test('ids that are too long, or empty', () => {
    const correlator = createCorrelator(count);
    for (const id of ['', 'x'.repeat(1_025)]) {
      correlator.step({ id, timeMs: 0, matchedRuleIds: ['a'], fieldOf: () => ['u'] });
    }
    expect(correlator.counts.invalid).toBe(2);
  });

  test('events that share id and time but not content', () => {
    const recorded = recordRun(count);
    for (let n = 0; n < 20; n += 1) {
      recorded.step({ id: 'e', timeMs: 0, rules: ['a'], fields: [['U', [`${n}`]]] });
    }
    expect(recorded.correlator.counts.duplicates).toBe(4);
  });
});

test('a step may have more matches than a function has arguments', () => {
  const any = resolveValidCorrelations(correlationWith(counting.replace('gte: 3', 'gte: 1')));
  const correlator = createCorrelator(any, { maxGroups: 1_000_000 });
  for (let n = 0; n < 2_500; n += 1) {
    const users = Array.from({ length: 64 }, (_, user) => `${n} ${user}`);
    correlator.step({ id: `e${n}`, timeMs: 0, matchedRuleIds: ['a'], fieldOf: () => users });
  }
  expect(correlator.advance(20_000).matches).toHaveLength(64 * 2_500);
});

test('a step changes a bounded part of the state, however many events the window holds', () => {
  const correlator = createCorrelator(count, { latenessMs: 0 });
  let largest = 0;
  for (let n = 0; n < 2_000; n += 1) {
    const event = { id: `event-${n}`, timeMs: n, matchedRuleIds: ['a'], fieldOf: () => ['u'] };
    const { changes } = correlator.step(event);
    expect(changes.length).toBeLessThanOrEqual(3);
    largest = Math.max(largest, ...changes.map(({ value }) => value?.length ?? 0));
  }
  expect(largest).toBeLessThan(32 * 40);
});
