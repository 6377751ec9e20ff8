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
/** The latest and, negative, the earliest time that a Date has, in ms since 1970 (ECMA-262 §21.4.1.1). */
const MAX_TIME_MS = 8.64e15;

/** undefined for a tombstone, and for one that is too large to be shown. */
export function toTopicEvent(
  { key, value, offset, timestampMs }: ConsumedRecord,
  partition: number,
): { readonly event: TopicEvent; readonly bytes: number } | undefined {
  if (value === null || value.length > MAX_EVENT_BYTES) return undefined;
  const event = {
    ...{ partition, offset, at: timeOf(timestampMs) },
    key: key?.toString('utf8') ?? null,
    text: value.toString('utf8'),
  };
  return { event, bytes: value.length };
}

/** A producer may give a record any 64 bits as its time. */
function timeOf(timestampMs: number): Date {
  return new Date(Math.min(Math.max(timestampMs, -MAX_TIME_MS), MAX_TIME_MS));
}
