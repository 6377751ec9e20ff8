import { compileCorrelations } from './compiled-correlation.ts';
import { createCounts } from './correlation-counts.ts';
import type { CorrelationCounts } from './correlation-counts.ts';
import type { CorrelationEvent, CorrelationMatch, StateChange, StepResult } from './correlation-event.ts';
import { defaultCorrelationLimits } from './correlation-limits.ts';
import type { CorrelationLimits } from './correlation-limits.ts';
import { evaluateInstant } from './evaluate-instant.ts';
import type { ChangeLog } from './group-window.ts';
import { createReorderBuffer } from './reorder-buffer.ts';
import type { ResolvedCorrelation } from './resolved-correlation.ts';
import { restoreState } from './restore-state.ts';
import type { RefusedState } from './restore-state.ts';
import { clockKey, printClock, printPendingKey } from './state-codec.ts';
import { selectFields } from './select-fields.ts';
import { createWindowStore } from './window-store.ts';

/**
 * Evaluates correlations over a stream of events. Deterministic: what comes out depends on what comes in and on nothing
 * else, and within `latenessMs` not on the order in which it comes in. An event waits until none that is earlier can
 * come; then all events of its time are taken in together, inner correlations before outer ones.
 *
 * A group matches when its condition holds at the time of one of its events, for the window that ends there, and then not
 * again before the timespan is over: the windows of two matches share no event.
 */
export interface Correlator {
  /**
   * Takes an event in. `nowMs` is the caller's clock, ms since 1970; with it, events from the future are dropped and
   * counted. Amortised cost for each group that the event is in: O(1) for counts, sums and temporal types (in order:
   * O(rules)), and the rewriting of up to 32 entries of the state.
   */
  step(event: CorrelationEvent, nowMs?: number): StepResult;
  /**
   * Tells that no event before `timeMs - latenessMs` will come, so that what waits is taken in although no later event
   * comes. For quiet streams: call it every second or so.
   */
  advance(timeMs: number): StepResult;
  /**
   * Takes over the state of another run, before the first step. Keys that are refused (damaged, of a correlation that is
   * gone or has changed) are left out and returned, for the caller to delete.
   */
  restore(state: Iterable<readonly [key: string, value: string]>): readonly RefusedState[];
  readonly counts: Readonly<CorrelationCounts>;
  /** Events that wait, groups, and bytes of the groups. */
  size(): { readonly pending: number; readonly groups: number; readonly bytes: number };
}

/** How far time moves between two searches for groups whose time is over. */
const sweepEveryMs = 1_000;
/** Most events that share id and time but differ in their content. */
const maxRepetitions = 16;

/** Makes a correlator for correlations in the order of `resolveCorrelations`. */
export function createCorrelator(
  correlations: readonly ResolvedCorrelation[],
  bounds: Partial<CorrelationLimits> = {},
): Correlator {
  const limits = { ...defaultCorrelationLimits, ...bounds };
  const compiled = compileCorrelations(correlations);
  const counts = createCounts();
  const store = createWindowStore(compiled.all, limits, counts);
  const buffer = createReorderBuffer();
  const context = { compiled, limits, counts, store };
  /** Events before this time have been taken in; those that still come are too late. */
  let watermarkMs = Number.NEGATIVE_INFINITY;
  let sweptMs = Number.NEGATIVE_INFINITY;

  const noteClock = (log: ChangeLog): void => {
    log.set(clockKey, () => printClock(watermarkMs));
  };

  /** Lets the earliest instant go early while too many events wait. The latest, by which time is told, may go as well. */
  const makeRoom = (log: ChangeLog): boolean => {
    const { firstMs = watermarkMs, size, bytes } = buffer;
    const isFull = size > limits.maxPendingEvents || bytes > limits.maxPendingBytes;
    if (!isFull || firstMs < watermarkMs) return false;
    watermarkMs = firstMs + 1;
    noteClock(log);
    return true;
  };

  const release = (log: ChangeLog): readonly CorrelationMatch[] => {
    const matches: CorrelationMatch[] = [];
    for (;;) {
      const isForced = makeRoom(log);
      const instant = buffer.takeBefore(watermarkMs);
      if (instant === undefined) break;
      if (isForced) counts.forced += instant.events.length;
      for (const { key } of instant.events) log.remove(key);
      for (const match of evaluateInstant(instant, context, log)) matches.push(match);
    }
    if (watermarkMs >= sweptMs + sweepEveryMs) {
      store.sweep(watermarkMs, log);
      sweptMs = watermarkMs;
    }
    return matches;
  };

  const admit = (event: CorrelationEvent, nowMs: number | undefined, log: ChangeLog): void => {
    const rules = [...new Set(event.matchedRuleIds)].filter((id) => compiled.byRule.has(id)).sort();
    if (rules.length === 0) return;
    counts.events += 1;
    const { id, timeMs } = event;
    if (!Number.isSafeInteger(timeMs) || id === '' || id.length > limits.maxTextLength) {
      counts.invalid += 1;
    } else if (nowMs !== undefined && timeMs > nowMs + limits.maxAheadMs) counts.ahead += 1;
    else if (timeMs < watermarkMs) counts.late += 1;
    else {
      const pending = selectFields(event, rules, context);
      for (let repetition = 0; ; repetition += 1) {
        const key = printPendingKey(timeMs, id, repetition);
        const waiting = buffer.has(key);
        if (waiting?.text === pending.text || repetition === maxRepetitions) {
          counts.duplicates += 1;
          break;
        }
        if (waiting !== undefined) continue;
        buffer.add({ key, event: pending });
        log.set(key, () => pending.text);
        break;
      }
      watermarkMs = Math.max(watermarkMs, timeMs - limits.latenessMs);
    }
  };

  return {
    counts,
    size: () => ({ pending: buffer.size, groups: store.size, bytes: store.bytes }),
    step: (event, nowMs) =>
      collectChanges((log) => {
        admit(event, nowMs, log);
        return release(log);
      }),
    advance: (timeMs) =>
      collectChanges((log) => {
        const reachedMs = Math.floor(timeMs) - limits.latenessMs;
        if (!Number.isSafeInteger(reachedMs) || reachedMs <= watermarkMs) return [];
        watermarkMs = reachedMs;
        noteClock(log);
        return release(log);
      }),
    restore: (state) => {
      const restored = restoreState(state, compiled.all, store);
      for (const keyed of restored.pending) buffer.add(keyed);
      const reachedMs = buffer.lastMs === undefined ? watermarkMs : buffer.lastMs - limits.latenessMs;
      watermarkMs = Math.max(watermarkMs, restored.watermarkMs, reachedMs);
      return restored.refused;
    },
  };
}

/** Runs a step, and prints each key that it has changed once, at its end. */
function collectChanges(run: (log: ChangeLog) => readonly CorrelationMatch[]): StepResult {
  const printers = new Map<string, (() => string) | null>();
  const matches = run({
    set: (key, print) => printers.set(key, print),
    remove: (key) => printers.set(key, null),
  });
  const changes: StateChange[] = [];
  for (const [key, print] of printers) changes.push({ key, value: print === null ? null : print() });
  return { matches, changes };
}
