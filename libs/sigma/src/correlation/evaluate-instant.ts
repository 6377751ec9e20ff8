import { groupArrival } from './arrival.ts';
import type { Arrival } from './arrival.ts';
import { isWithin } from './comparison.ts';
import type { CompiledCorrelation, CompiledCorrelations } from './compiled-correlation.ts';
import type { CorrelationCounts } from './correlation-counts.ts';
import type { CorrelationMatch } from './correlation-event.ts';
import type { CorrelationLimits } from './correlation-limits.ts';
import { addEntry, expireEntries, latestEntries, liveEntries, trimWindow } from './group-window.ts';
import type { ChangeLog, GroupWindow } from './group-window.ts';
import type { Instant } from './reorder-buffer.ts';
import type { WindowStore } from './window-store.ts';

/** What taking in an instant needs and changes. */
export interface EvaluationContext {
  readonly compiled: CompiledCorrelations;
  readonly limits: CorrelationLimits;
  readonly counts: CorrelationCounts;
  readonly store: WindowStore;
}

/**
 * Takes in all events of one time, inner correlations before outer ones, and then asks each group that has grown whether
 * its condition holds. Returns the matches of correlations that alert.
 */
export function evaluateInstant(
  { timeMs, events }: Instant,
  context: EvaluationContext,
  log: ChangeLog,
): readonly CorrelationMatch[] {
  const { compiled, limits, counts } = context;
  const matches: CorrelationMatch[] = [];
  const inbox = createInbox(compiled.all.length);
  const maxArrivals = events.length * (limits.maxValues + 1);
  for (const { event } of events) {
    const inputsOf = new Map<number, number[]>();
    for (const rule of event.rules) {
      for (const [index, input] of compiled.byRule.get(rule) ?? []) {
        const inputs = inputsOf.get(index) ?? [];
        inputs.push(input);
        inputsOf.set(index, inputs);
      }
    }
    const fieldOf = (name: string): readonly string[] => event.fields.get(name) ?? [];
    for (const [index, inputs] of inputsOf) {
      inputs.sort((a, b) => a - b);
      inbox.post(index, { timeMs, id: `e${event.id}`, inputs, fieldOf });
    }
  }
  for (let due = inbox.take(); due !== undefined; due = inbox.take()) {
    const correlation = compiled.all[due.index];
    if (correlation === undefined) continue;
    for (const window of takeIn(correlation, due.arrivals, context, log)) {
      const value = measureWindow(window, timeMs);
      if (value === undefined) continue;
      const isReported = window.firedMs === undefined || timeMs - window.firedMs > timespanOf(correlation);
      if (isReported) window.firedMs = timeMs;
      if (isReported && correlation.resolved.isAlerting) {
        matches.push(matchOf(window, timeMs, value, limits));
      }
      for (const { outer, input, isEveryTime } of correlation.outers) {
        if (!isReported && !isEveryTime) continue;
        // From level to level, groups would multiply.
        if (inbox.count(outer) < maxArrivals) inbox.post(outer, arrivalOf(window, timeMs, input));
        else counts.oversized += 1;
      }
    }
  }
  return matches;
}

function timespanOf({ resolved }: CompiledCorrelation): number {
  return resolved.correlation.timespanMs;
}

interface Inbox {
  post(index: number, arrival: Arrival): void;
  /** How many arrivals wait for a correlation. */
  count(index: number): number;
  /** The arrivals of the first correlation that has any. */
  take(): { index: number; arrivals: readonly Arrival[] } | undefined;
}

function createInbox(size: number): Inbox {
  const arrivals = new Map<number, Arrival[]>();
  // Ascending; an outer correlation always lies behind the inner one that posts to it.
  let due: number[] = [];
  let isSorted = true;
  return {
    post: (index, arrival) => {
      const found = arrivals.get(index);
      if (found !== undefined) {
        found.push(arrival);
        return;
      }
      arrivals.set(index, [arrival]);
      due.push(index);
      isSorted = due.length < 2;
    },
    count: (index) => arrivals.get(index)?.length ?? 0,
    take: () => {
      if (!isSorted) due = due.sort((a, b) => b - a);
      isSorted = true;
      const index = due.pop() ?? size;
      const found = arrivals.get(index);
      arrivals.delete(index);
      return found && { index, arrivals: found };
    },
  };
}

/** The windows that have grown, in the order of their groups, so that a restored state goes on in the same order. */
function takeIn(
  correlation: CompiledCorrelation,
  arrivals: readonly Arrival[],
  { limits, counts, store }: EvaluationContext,
  log: ChangeLog,
): readonly GroupWindow[] {
  const grown = new Map<string, GroupWindow>();
  for (const arrival of arrivals) {
    for (const { group, entry } of groupArrival(arrival, correlation.resolved, limits, counts)) {
      const window = store.find(correlation, group);
      const bytesBefore = window.bytes;
      expireEntries(window, entry.timeMs - timespanOf(correlation), log);
      if (window.ids.has(entry.id)) counts.duplicates += 1;
      else {
        addEntry(window, entry, log);
        const bounds = { maxEntries: limits.maxEntriesPerGroup, maxBytes: limits.maxBytesPerGroup };
        counts.evictedEntries += trimWindow(window, bounds, log);
        grown.set(window.groupKey, window);
      }
      store.resize(window, bytesBefore);
      if (grown.has(window.groupKey)) store.touch(window);
    }
    store.enforce(arrival.timeMs, log);
  }
  const ordered = [...grown.values()].filter(store.has).sort((a, b) => (a.groupKey < b.groupKey ? -1 : 1));
  ordered.forEach(store.touch);
  return ordered;
}

/** The measure of a window that ends at `timeMs`, if the condition holds. */
function measureWindow({ aggregate, compiled }: GroupWindow, timeMs: number): number | undefined {
  const { measure, timespanMs } = compiled.resolved.correlation;
  const value = aggregate.measure(timeMs - timespanMs);
  return value !== undefined && isWithin(value, measure.comparisons) ? value : undefined;
}

/** Equal in every run, and different for every group and time. */
function matchIdOf({ compiled, group }: GroupWindow, timeMs: number): string {
  return JSON.stringify([compiled.key, group, timeMs]);
}

function matchOf(
  window: GroupWindow,
  timeMs: number,
  value: number,
  { maxMatchEvents }: CorrelationLimits,
): CorrelationMatch {
  const { key, groupBy } = window.compiled.resolved.correlation;
  const [first] = liveEntries(window);
  return {
    id: matchIdOf(window, timeMs),
    correlation: key,
    group: groupBy.map((field, index) => ({ field, value: window.group[index] ?? '' })),
    timeMs,
    fromMs: first?.timeMs ?? timeMs,
    value,
    eventCount: window.entries,
    eventIds: latestEntries(window, maxMatchEvents).map(({ id }) => id.slice(1)),
  };
}

/** A match as an outer correlation takes it in: with the values of its group, and those carried from its events. */
function arrivalOf(window: GroupWindow, timeMs: number, input: number): Arrival {
  const { correlation, carriedFields } = window.compiled.resolved;
  return {
    timeMs,
    id: `m${matchIdOf(window, timeMs)}`,
    inputs: [input],
    fieldOf: (name) => {
      const grouped = correlation.groupBy.indexOf(name);
      if (grouped !== -1) return window.group.slice(grouped, grouped + 1);
      return window.carried[carriedFields.indexOf(name)]?.latest() ?? [];
    },
  };
}
