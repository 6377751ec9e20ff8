import type { ConsumedRecord } from '@sluice/kafka';

/** One record of a topic, as text. */
export interface TopicEvent {
  readonly partition: number;
  /** 64 bits: a decimal string. */
  readonly offset: string;
  readonly at: Date;
  readonly key: string | null;
  /** The value; of one that is no UTF-8 what of it is. */
  readonly text: string;
}

/** Longest events that are shown, in bytes; longer ones are left out. */
const MAX_EVENT_BYTES = 1024 * 1024;
/** Of all events together; beyond it the oldest are left out. */
const MAX_BYTES = 16 * 1024 * 1024;
/** The latest and, negative, the earliest time that a Date has, in ms since 1970 (ECMA-262 §21.4.1.1). */
const MAX_TIME_MS = 8.64e15;

export interface NewestEvents {
  add(records: readonly ConsumedRecord[], partition: number): void;
  readonly size: number;
  /** Newest first. */
  list(): readonly TopicEvent[];
}

/** Keeps the newest events of those that it is given. */
export function keepNewest(count: number): NewestEvents {
  const kept: { readonly event: TopicEvent; readonly bytes: number }[] = [];
  let total = 0;

  function drop(): void {
    kept.sort((left, right) => right.event.at.getTime() - left.event.at.getTime());
    total = kept.reduce((sum, { bytes }) => sum + bytes, 0);
    while (kept.length > count || total > MAX_BYTES) total -= kept.pop()?.bytes ?? 0;
  }

  return {
    add(records, partition) {
      for (const { key, value, offset, timestampMs } of records) {
        if (value === null || value.length > MAX_EVENT_BYTES) continue;
        const event = {
          ...{ partition, offset, at: timeOf(timestampMs) },
          key: key?.toString('utf8') ?? null,
          text: value.toString('utf8'),
        };
        kept.push({ event, bytes: value.length });
        total += value.length;
        if (kept.length >= 2 * count || total > MAX_BYTES) drop();
      }
    },
    get size() {
      return Math.min(kept.length, count);
    },
    list() {
      drop();
      return kept.map(({ event }) => event);
    },
  };
}

/** A producer may give a record any 64 bits as its time. */
function timeOf(timestampMs: number): Date {
  return new Date(Math.min(Math.max(timestampMs, -MAX_TIME_MS), MAX_TIME_MS));
}
