import type { CompiledCorrelation } from './compiled-correlation.ts';
import type { CorrelationCounts } from './correlation-counts.ts';
import type { CorrelationLimits } from './correlation-limits.ts';
import { createGroupWindow, removeWindow } from './group-window.ts';
import type { ChangeLog, GroupWindow } from './group-window.ts';

/** The windows of all groups, the stalest first. Looking up, opening and touching cost O(1). */
export interface WindowStore {
  readonly size: number;
  readonly bytes: number;
  find(compiled: CompiledCorrelation, group: readonly string[]): GroupWindow;
  /** Whether the window is still there. */
  has(window: GroupWindow): boolean;
  /** Notes that a window's size has changed, and what it was before. Nothing is noted of a window not touched yet. */
  resize(window: GroupWindow, bytesBefore: number): void;
  /** Notes that the window is the one that has taken in an entry last. */
  touch(window: GroupWindow): void;
  /** Drops windows that nothing at `timeMs` or later can see. */
  sweep(timeMs: number, log: ChangeLog): void;
  /** Keeps the bounds: what is over at `timeMs` goes first, then the stalest. */
  enforce(timeMs: number, log: ChangeLog): void;
}

export function createWindowStore(
  all: readonly CompiledCorrelation[],
  { maxGroups, maxBytes, maxValues }: CorrelationLimits,
  counts: CorrelationCounts,
): WindowStore {
  // Both in the order of the last entry, so that each kind of dropping finds its victims at the front.
  const byCorrelation = all.map(() => new Map<string, GroupWindow>());
  const stalest = new Set<GroupWindow>();
  let bytes = 0;

  const drop = (window: GroupWindow, log: ChangeLog): void => {
    byCorrelation[window.compiled.index]?.delete(window.groupKey);
    stalest.delete(window);
    bytes -= window.bytes;
    removeWindow(window, log);
  };
  const sweep = (timeMs: number, log: ChangeLog): void => {
    for (const windows of byCorrelation) {
      for (const window of windows.values()) {
        if (window.lastMs + window.compiled.resolved.correlation.timespanMs >= timeMs) break;
        drop(window, log);
      }
    }
  };

  return {
    get size() {
      return stalest.size;
    },
    get bytes() {
      return bytes;
    },
    find: (compiled, group) =>
      byCorrelation[compiled.index]?.get(JSON.stringify(group)) ??
      createGroupWindow(compiled, group, maxValues),
    has: (window) => stalest.has(window),
    resize: (window, bytesBefore) => {
      if (stalest.has(window)) bytes += window.bytes - bytesBefore;
    },
    touch: (window) => {
      const windows = byCorrelation[window.compiled.index];
      if (!stalest.delete(window)) bytes += window.bytes;
      windows?.delete(window.groupKey);
      windows?.set(window.groupKey, window);
      stalest.add(window);
    },
    sweep,
    enforce: (timeMs, log) => {
      const isOver = (): boolean => stalest.size > maxGroups || bytes > maxBytes;
      if (isOver()) sweep(timeMs, log);
      for (const window of stalest) {
        if (!isOver()) return;
        counts.evictedGroups += 1;
        drop(window, log);
      }
    },
  };
}
