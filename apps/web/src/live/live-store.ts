import { failureOf, type Failure } from '../graphql/failure.ts';
import type { DetectionRowFragment } from '../graphql/generated/graphql.ts';
import {
  foldDetections,
  foldTick,
  viewOfSnapshot,
  type DashboardView,
  type Snapshot,
  type Tick,
} from './dashboard-view.ts';
import { createRateRing, type RateSeries } from './rate-ring.ts';

/** React hears of changes at most four times a second, whatever arrives. */
const notifyEveryMs = 250;

export interface LiveState {
  /** Null until the first snapshot. Kept through failures, so that old numbers stay readable and marked as old. */
  readonly view: DashboardView | null;
  readonly series: RateSeries;
  /** Why the last snapshot could not be read; null after one that could. */
  readonly failure: Failure | null;
  readonly isFetching: boolean;
}

export interface LiveStore {
  readonly subscribe: (listener: () => void) => () => void;
  readonly get: () => LiveState;
  /** Folds a tick; fetches a snapshot where the tick shows that one is needed. */
  readonly acceptTick: (tick: Tick) => void;
  readonly acceptDetections: (detections: readonly DetectionRowFragment[]) => void;
  readonly refresh: () => Promise<void>;
  readonly reset: () => void;
}

const empty: LiveState = {
  view: null,
  series: { at: [], events: [], matches: [] },
  failure: null,
  isFetching: false,
};

export function createLiveStore(fetchSnapshot: () => Promise<Snapshot>): LiveStore {
  const ring = createRateRing();
  const listeners = new Set<() => void>();
  let state = empty;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let running: Promise<void> | null = null;
  let isSeriesDirty = false;

  function notify(): void {
    timer = null;
    if (isSeriesDirty) state = { ...state, series: ring.read() };
    isSeriesDirty = false;
    for (const listener of listeners) listener();
  }
  function change(next: Partial<LiveState>): void {
    state = { ...state, ...next };
    timer ??= setTimeout(notify, notifyEveryMs);
  }

  async function load(): Promise<void> {
    change({ isFetching: true });
    try {
      const snapshot = await fetchSnapshot();
      ring.clear();
      for (const point of snapshot.series)
        ring.add(Date.parse(point.at), point.eventsPerSecond, point.matchesPerSecond);
      isSeriesDirty = true;
      const detections = foldDetections(snapshot.detections, state.view?.detections ?? []);
      change({ view: { ...viewOfSnapshot(snapshot), detections }, failure: null, isFetching: false });
    } catch (error) {
      change({ failure: failureOf(error), isFetching: false });
    }
  }
  function refresh(): Promise<void> {
    running ??= load().finally(() => {
      running = null;
    });
    return running;
  }

  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    get: () => state,
    acceptTick: (tick) => {
      if (state.view === null) return;
      const folded = foldTick(state.view, tick);
      ring.add(Date.parse(tick.at), tick.eventsPerSecond, tick.matchesPerSecond);
      isSeriesDirty = true;
      change({ view: folded.view });
      if (folded.needsSnapshot) void refresh();
    },
    acceptDetections: (arrived) => {
      if (state.view === null) return;
      change({ view: { ...state.view, detections: foldDetections(state.view.detections, arrived) } });
    },
    refresh,
    reset: () => {
      ring.clear();
      state = empty;
    },
  };
}
