import type { ConsumedRecord } from '@sluice/kafka';
import { toTopicEvent, type TopicEvent } from './topic-event.ts';

/** Of all events together; beyond it the oldest are left out. */
const MAX_BYTES = 16 * 1024 * 1024;

/** Some of the events that it is given. */
export interface KeptEvents {
  add(records: readonly ConsumedRecord[], partition: number): void;
  readonly size: number;
  list(): readonly TopicEvent[];
}

/** Keeps the newest events of those that it is given; lists them newest first. */
export function keepNewest(count: number): KeptEvents {
  const kept: { readonly event: TopicEvent; readonly bytes: number }[] = [];
  let total = 0;

  function drop(): void {
    kept.sort((left, right) => right.event.at.getTime() - left.event.at.getTime());
    total = kept.reduce((sum, { bytes }) => sum + bytes, 0);
    while (kept.length > count || total > MAX_BYTES) total -= kept.pop()?.bytes ?? 0;
  }

  return {
    add(records, partition) {
      for (const record of records) {
        const shown = toTopicEvent(record, partition);
        if (shown === undefined) continue;
        kept.push(shown);
        total += shown.bytes;
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
