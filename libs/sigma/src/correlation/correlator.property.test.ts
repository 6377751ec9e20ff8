import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ResolvedCorrelation } from './resolved-correlation.ts';
import { correlationWith } from './testing/read-valid-correlations.ts';
import { recountNaively } from './testing/recount-naively.ts';
import type { PlainEvent, PlainMatch } from './testing/recount-naively.ts';
import { recordRun, resolveValidCorrelations, toPlainMatch } from './testing/run-correlator.ts';
import type { RecordedRun } from './testing/run-correlator.ts';

const latenessMs = 5_000;
const end = 1_000_000_000;

/** One correlation for each way of measuring, and chains of them; all generate, so that inner matches show as well. */
const correlations = resolveValidCorrelations(
  [
    ['count', 'type: event_count\nrules: [a, b]\ngroup-by: [U]\ncondition: { gte: 3 }'],
    ['range', 'type: event_count\nrules: [a]\ngroup-by: [U, H]\ncondition: { gt: 1, lte: 3 }'],
    ['few', 'type: event_count\nrules: [b]\ncondition: { lt: 3 }'],
    ['values', 'type: value_count\nrules: [a]\ngroup-by: [H]\ncondition: { field: V, gte: 2 }'],
    ['tuples', 'type: value_count\nrules: [a, c]\ngroup-by: [H]\ncondition: { field: [U, V], eq: 3 }'],
    ['sum', 'type: value_sum\nrules: [a]\ngroup-by: [U]\ncondition: { field: V, gt: 4 }'],
    ['mean', 'type: value_avg\nrules: [a, b]\ngroup-by: [U]\ncondition: { field: V, lte: 2.5, gte: -1 }'],
    [
      'p90',
      'type: value_percentile\nrules: [a]\ngroup-by: [U]\ncondition: { field: V, percentile: 90, gte: 3 }',
    ],
    ['median', 'type: value_median\nrules: [a]\ngroup-by: [H]\ncondition: { field: V, neq: 2 }'],
    ['near', 'type: temporal\nrules: [a, b, c]\ngroup-by: [U]'],
    ['logic', 'type: temporal\nrules: [a, b, c]\ngroup-by: [H]\ncondition: (a or b) and not c'],
    ['order', 'type: temporal_ordered\nrules: [a, b, c]\ngroup-by: [U]'],
    ['part', 'type: temporal_ordered\nrules: [b, a, c]\ngroup-by: [U]\ncondition: { gte: 2 }'],
    ['alias', 'type: temporal\nrules: [a, b]\ngroup-by: [ip]\naliases: { ip: { a: H, b: U } }'],
    ['burst', 'type: event_count\nrules: [a]\ngroup-by: [H]\ncondition: { gte: 2 }'],
    ['then', 'type: temporal_ordered\nrules: [burst, b]\ngroup-by: [U]'],
    ['hosts', 'type: value_count\nrules: [burst]\ngroup-by: [U]\ncondition: { field: H, gte: 2 }'],
    ['again', 'type: event_count\nrules: [burst, then]\ngroup-by: [U]\ncondition: { gte: 2 }'],
    ['deep', 'type: temporal\nrules: [again, hosts, d]\ngroup-by: [V]\ncondition: { gte: 2 }'],
  ]
    .map(([key = '', section = '']) =>
      correlationWith(`${section}\ntimespan: ${key.length % 2 === 0 ? 8 : 12}s\ngenerate: true`, key),
    )
    .join('---\n'),
);

const valuesOf = (...values: string[]): fc.Arbitrary<string[]> =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...values).map((value) => [value]) },
    { weight: 1, arbitrary: fc.constant<string[]>([]) },
    { weight: 1, arbitrary: fc.uniqueArray(fc.constantFrom(...values), { maxLength: 3 }) },
  );

const plainEvent: fc.Arbitrary<PlainEvent> = fc
  .record({
    id: fc.integer({ min: 0, max: 60 }).map((n) => `e${n}`),
    timeMs: fc.oneof(
      fc.integer({ min: 0, max: 40 }).map((n) => n * 1_000),
      fc.integer({ min: 0, max: 40_000 }),
    ),
    rules: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'other'), { minLength: 1, maxLength: 3 }),
    user: valuesOf('u', 'v', '__proto__'),
    host: valuesOf('h', 'u', 'constructor'),
    value: valuesOf('1', '2', '2.5', '-3', '4.0', 'x', 'NaN', 'Infinity', ''),
  })
  .map(({ id, timeMs, rules, user, host, value }) => {
    const fields = [['U', user] as const, ['H', host] as const, ['V', value] as const];
    return { id, timeMs, rules, fields };
  });

/** A stream in an order of arrival in which no event is more than the lateness behind any before it. */
const stream = fc
  .array(fc.tuple(plainEvent, fc.integer({ min: 0, max: latenessMs })), { maxLength: 60, size: 'max' })
  .map((events) =>
    events
      .toSorted(([a, delayA], [b, delayB]) => a.timeMs + delayA - (b.timeMs + delayB))
      .map(([event]) => event),
  );

const sorted = (matches: readonly PlainMatch[]): readonly string[] =>
  matches
    .map(({ correlation, group, timeMs, value, ids }) =>
      JSON.stringify([correlation, group, timeMs, value, ids.toSorted()]),
    )
    .sort();

function run(
  events: readonly PlainEvent[],
  over: readonly ResolvedCorrelation[] = correlations,
): RecordedRun {
  const recorded = recordRun(over, { latenessMs });
  events.forEach(recorded.step);
  recorded.advance(end);
  return recorded;
}

/** Which of events that share id and time but not content is taken first is a matter of text: one of each is enough. */
const withoutTwins = stream.map((events) => {
  const seen = new Set<string>();
  return events.filter(({ id, timeMs }) => seen.size !== seen.add(`${id} ${timeMs}`).size);
});

describe('over any stream', () => {
  test('the correlator finds what recounting every window finds, whatever the order of arrival', () => {
    const found = new Set<string>();
    fc.assert(
      fc.property(withoutTwins, (events) => {
        const { matches, correlator } = run(events);
        expect(sorted(matches.map(toPlainMatch))).toEqual(sorted(recountNaively(correlations, events)));
        expect(correlator.counts.late).toBe(0);
        for (const { correlation } of matches) found.add(correlation);
      }),
      { numRuns: 150 },
    );
    // The streams are of use only if each correlation finds something in some of them.
    expect([...found].sort()).toEqual(correlations.map(({ correlation }) => correlation.key).sort());
  });

  test('two orders of arrival give the same matches, events that share an id and a time included', () => {
    fc.assert(
      fc.property(stream, fc.array(fc.integer({ min: 0, max: latenessMs })), (events, delays) => {
        const delayed = events.map((event, at) => ({ event, at: event.timeMs + (delays[at] ?? 0) }));
        const other = delayed.toSorted((a, b) => a.at - b.at).map(({ event }) => event);
        expect(run(other).matches).toEqual(run(events).matches);
      }),
      { numRuns: 80 },
    );
  });

  test('nothing is left of the state when its time is over, but the clock', () => {
    fc.assert(
      fc.property(stream, (events) => {
        const { state, correlator } = run(events);
        expect([...state.keys()]).toEqual([JSON.stringify(['clock'])]);
        expect(correlator.size()).toEqual({ pending: 0, groups: 0, bytes: 0 });
      }),
      { numRuns: 50 },
    );
  });
});

describe('a run that goes on from the changelog', () => {
  const limits = fc.record({
    latenessMs: fc.constantFrom(0, 1_000, latenessMs),
    maxGroups: fc.constantFrom(3, 20, 1_000),
    maxEntriesPerGroup: fc.constantFrom(2, 1_000),
    maxPendingEvents: fc.constantFrom(2, 10, 1_000),
    maxBytes: fc.constantFrom(10_000, 1_000_000),
  });

  test('does what the run without a break does, wherever the break is and whatever the bounds are', () => {
    const steps = fc.array(
      fc.oneof({ weight: 9, arbitrary: plainEvent }, fc.integer({ min: 0, max: 50_000 })),
      {
        maxLength: 60,
        size: 'max',
      },
    );
    fc.assert(
      fc.property(steps, fc.nat(60), limits, (all, cut, bounds) => {
        const take = (recorded: RecordedRun, from: number, to: number): void => {
          for (const one of all.slice(from, to)) {
            if (typeof one === 'number') recorded.advance(one);
            else recorded.step(one);
          }
        };
        const whole = recordRun(correlations, bounds);
        take(whole, 0, cut);
        const before = { matches: whole.matches.length, ...whole.correlator.counts };
        const resumed = recordRun(correlations, bounds, new Map(whole.state));
        expect(resumed.correlator.size()).toMatchObject({ pending: whole.correlator.size().pending });
        for (const recorded of [whole, resumed]) {
          take(recorded, cut, all.length);
          recorded.advance(end);
        }
        expect(resumed.matches).toEqual(whole.matches.slice(before.matches));
        const since = whole.correlator.counts;
        const { late, duplicates, evictedGroups, evictedEntries, forced } = resumed.correlator.counts;
        expect({ late, duplicates, evictedGroups, evictedEntries, forced }).toEqual({
          late: since.late - before.late,
          duplicates: since.duplicates - before.duplicates,
          evictedGroups: since.evictedGroups - before.evictedGroups,
          evictedEntries: since.evictedEntries - before.evictedEntries,
          forced: since.forced - before.forced,
        });
        expect([...resumed.state].sort()).toEqual([...whole.state].sort());
      }),
      { numRuns: 400 },
    );
  });

  test('does so with windows of many events, which several keys of the state hold', () => {
    const busy = correlations.filter(({ correlation }) =>
      ['count', 'values', 'sum', 'p90', 'near', 'order'].includes(correlation.key),
    );
    const dense = fc.array(
      fc.tuple(fc.nat(300), fc.constantFrom('a', 'b', 'c'), fc.nat(9)).map(([gapMs, rule, value]) => ({
        gapMs,
        rule,
        value: String(value),
      })),
      { minLength: 100, maxLength: 250, size: 'max' },
    );
    fc.assert(
      fc.property(dense, fc.nat(250), fc.constantFrom(40, 10_000), (gaps, cut, maxEntriesPerGroup) => {
        let timeMs = 0;
        const events = gaps.map(({ gapMs, rule, value }, n): PlainEvent => {
          timeMs += gapMs;
          const fields = [['U', ['u']] as const, ['H', ['h']] as const, ['V', [value]] as const];
          return { id: `e${n}`, timeMs, rules: [rule], fields };
        });
        const bounds = { latenessMs: 0, maxEntriesPerGroup };
        const whole = recordRun(busy, bounds);
        events.slice(0, cut).forEach(whole.step);
        const before = whole.matches.length;
        const resumed = recordRun(busy, bounds, new Map(whole.state));
        for (const recorded of [whole, resumed]) {
          events.slice(cut).forEach(recorded.step);
          recorded.advance(end);
        }
        expect(resumed.matches).toEqual(whole.matches.slice(before));
        expect([...resumed.state]).toEqual([...whole.state]);
        if (maxEntriesPerGroup > 40) {
          // Of a match that is large, only the latest ids are listed.
          const withoutIds = (matches: readonly PlainMatch[]): readonly string[] =>
            sorted(matches.map((match) => ({ ...match, ids: [] })));
          expect(withoutIds(whole.matches.map(toPlainMatch))).toEqual(
            withoutIds(recountNaively(busy, events)),
          );
        }
      }),
      { numRuns: 30, endOnFailure: true },
    );
  });
});
