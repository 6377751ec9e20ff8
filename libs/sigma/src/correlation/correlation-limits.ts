/** Bounds of a correlator. What goes beyond one is dropped and counted, never refused silently. */
export interface CorrelationLimits {
  /** How far behind the latest event's time an event may be and still count. A match is known this much later. */
  readonly latenessMs: number;
  /** How far an event's time may be ahead of the clock that the caller gives, if it gives one. */
  readonly maxAheadMs: number;
  /** Events that wait for those which may still come before them. */
  readonly maxPendingEvents: number;
  /** Characters of the waiting events, serialised. */
  readonly maxPendingBytes: number;
  /** Groups of all correlations together. */
  readonly maxGroups: number;
  /** Events of one group; the oldest go first. */
  readonly maxEntriesPerGroup: number;
  /** Of one group, as `maxBytes`. */
  readonly maxBytesPerGroup: number;
  /** Of all groups: characters of the serialised entries and an estimate of what objects cost. */
  readonly maxBytes: number;
  /** Characters of an event's id, and of a value to group by or to count. */
  readonly maxTextLength: number;
  /** Values of one field of an event, and groups that one event is in. */
  readonly maxValues: number;
  /** Ids of events that a match lists, the latest. */
  readonly maxMatchEvents: number;
}

export const defaultCorrelationLimits: CorrelationLimits = {
  latenessMs: 10_000,
  maxAheadMs: 300_000,
  maxPendingEvents: 100_000,
  maxPendingBytes: 64 * 1024 * 1024,
  maxGroups: 100_000,
  maxEntriesPerGroup: 100_000,
  maxBytesPerGroup: 32 * 1024 * 1024,
  maxBytes: 256 * 1024 * 1024,
  maxTextLength: 1_024,
  maxValues: 64,
  maxMatchEvents: 100,
};
