/** What a correlator has taken in and dropped since it was made. Not part of its state. */
export interface CorrelationCounts {
  /** Events that some correlation is concerned with. */
  events: number;
  /** Repeated ids that were dropped, once for each group that held them already. */
  duplicates: number;
  /** Events that came too late: their time had been passed by. */
  late: number;
  /** Events whose time was too far ahead of the caller's clock. */
  ahead: number;
  /** Events without a usable id or time. */
  invalid: number;
  /** Values that were too long, or beyond the number of values that count. */
  oversized: number;
  /** Events, for each correlation, that lack a field to group by. */
  ungrouped: number;
  /** Events, for each correlation, without a value to measure. */
  valueless: number;
  /** Events that could not wait for earlier ones, because too many were waiting. */
  forced: number;
  /** Groups that were given up for want of room, the stalest first. */
  evictedGroups: number;
  /** Events that were given up because their group had too many, the oldest first. */
  evictedEntries: number;
}

/** All counts at 0. */
export function createCounts(): CorrelationCounts {
  return {
    events: 0,
    duplicates: 0,
    late: 0,
    ahead: 0,
    invalid: 0,
    oversized: 0,
    ungrouped: 0,
    valueless: 0,
    forced: 0,
    evictedGroups: 0,
    evictedEntries: 0,
  };
}
