import type { WindowEntry } from '../window-entry.ts';

/** What is known of the entries of one window. Entries are added in the order of time and removed in the same order. */
export interface Aggregate {
  add(entry: WindowEntry): void;
  remove(entry: WindowEntry): void;
  /** The measure over a window from `sinceMs` on; undefined where nothing can be measured or the expression is false. */
  measure(sinceMs: number): number | undefined;
}
