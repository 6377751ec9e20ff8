import type { PendingEvent } from './state-codec.ts';

/** An event that waits, with its key in the state. */
export interface KeyedEvent {
  readonly key: string;
  readonly event: PendingEvent;
}

/** Events of one time. */
export interface Instant {
  readonly timeMs: number;
  /** In the order of ids. */
  readonly events: readonly KeyedEvent[];
}

/**
 * Events that wait for earlier ones, by time. Adding costs a binary search and a move of the later times, so next to
 * nothing for events that are nearly in order.
 */
export interface ReorderBuffer {
  readonly size: number;
  /** Characters of the events, serialised. */
  readonly bytes: number;
  readonly firstMs: number | undefined;
  readonly lastMs: number | undefined;
  has(key: string): PendingEvent | undefined;
  add(event: KeyedEvent): void;
  /** Takes out the earliest instant if it is before `timeMs`. */
  takeBefore(timeMs: number): Instant | undefined;
}

/** A buffer without events. */
export function createReorderBuffer(): ReorderBuffer {
  const byKey = new Map<string, PendingEvent>();
  const instants = new Map<number, KeyedEvent[]>();
  let times: number[] = [];
  let taken = 0;
  let bytes = 0;

  const insert = (timeMs: number): void => {
    let low = taken;
    let high = times.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((times[middle] ?? 0) < timeMs) low = middle + 1;
      else high = middle;
    }
    times.splice(low, 0, timeMs);
  };

  return {
    get size() {
      return byKey.size;
    },
    get bytes() {
      return bytes;
    },
    get firstMs() {
      return times[taken];
    },
    get lastMs() {
      return taken < times.length ? times.at(-1) : undefined;
    },
    has: (key) => byKey.get(key),
    add: ({ key, event }) => {
      const instant = instants.get(event.timeMs);
      if (instant === undefined) {
        instants.set(event.timeMs, [{ key, event }]);
        insert(event.timeMs);
      } else instant.push({ key, event });
      byKey.set(key, event);
      bytes += event.text.length;
    },
    takeBefore: (timeMs) => {
      const first = times[taken];
      if (first === undefined || first >= timeMs) return undefined;
      taken += 1;
      if (taken > 1_000 && taken * 2 > times.length) {
        times = times.slice(taken);
        taken = 0;
      }
      const events = instants.get(first) ?? [];
      instants.delete(first);
      for (const { key, event } of events) {
        byKey.delete(key);
        bytes -= event.text.length;
      }
      return { timeMs: first, events: events.sort(byIdAndText) };
    },
  };
}

/** By UTF-16 units, so that the order is the same everywhere. */
function byIdAndText({ event: a }: KeyedEvent, { event: b }: KeyedEvent): number {
  if (a.id !== b.id) return a.id < b.id ? -1 : 1;
  return a.text < b.text ? -1 : Number(a.text > b.text);
}
