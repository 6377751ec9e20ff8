import type { ConsumedRecord } from '@sluice/kafka';
import { toTopicEvent, type TopicEvent } from './topic-event.ts';

/** What came since it was last taken. */
export interface Tail {
  /** Newest first. */
  readonly events: readonly TopicEvent[];
  /** How many more came. */
  readonly leftOut: number;
}

export interface TailBuffer {
  add(records: readonly ConsumedRecord[], partition: number, leftOut: number): void;
  /** undefined where nothing came. */
  take(): Tail | undefined;
}

/** Of the events of one push. */
const MAX_BYTES = 1024 * 1024;

/** Keeps the newest events that come, and counts the others. */
export function keepTail(count: number): TailBuffer {
  let kept: { readonly event: TopicEvent; readonly bytes: number }[] = [];
  let leftOut = 0;

  function drop(): void {
    kept.sort((left, right) => right.event.at.getTime() - left.event.at.getTime());
    let bytes = 0;
    const fitting = kept.filter((each, index) => (bytes += each.bytes) <= MAX_BYTES && index < count);
    leftOut += kept.length - fitting.length;
    kept = fitting;
  }

  return {
    add(records, partition, skipped) {
      leftOut += skipped;
      for (const record of records) {
        const shown = toTopicEvent(record, partition);
        if (shown === undefined) leftOut += 1;
        else kept.push(shown);
      }
      drop();
    },
    take() {
      if (kept.length === 0 && leftOut === 0) return undefined;
      const tail = { events: kept.map(({ event }) => event), leftOut };
      [kept, leftOut] = [[], 0];
      return tail;
    },
  };
}
