/** An event that rules have matched, as correlations take it in. */
export interface CorrelationEvent {
  /** Tells the event from every other; an event that is delivered twice has the same id. */
  readonly id: string;
  /** The event's own time, ms since 1970, a whole number. */
  readonly timeMs: number;
  readonly matchedRuleIds: readonly string[];
  /** All values of a field as texts, none where it is absent or null. Called while the event is taken in only. */
  fieldOf(name: string): readonly string[];
}

/** A group of events in which a correlation's condition holds. */
export interface CorrelationMatch {
  /** Equal for the same match in every run: the correlation's key, the group and the time. */
  readonly id: string;
  /** The key of the correlation. */
  readonly correlation: string;
  /** The values that the events share, in the order of `group-by`. */
  readonly group: readonly { readonly field: string; readonly value: string }[];
  /** Time of the event by which the condition came to hold. */
  readonly timeMs: number;
  /** Time of the oldest event that counts. */
  readonly fromMs: number;
  /** The count, sum, mean, percentile or number of rules. */
  readonly value: number;
  readonly eventCount: number;
  /** The latest of the events, oldest first. A match of an inner correlation has its id here. */
  readonly eventIds: readonly string[];
}

/** One entry of the state: null deletes it. */
export interface StateChange {
  readonly key: string;
  readonly value: string | null;
}

export interface StepResult {
  /** In the order of their time. */
  readonly matches: readonly CorrelationMatch[];
  /** Each key at most once. */
  readonly changes: readonly StateChange[];
}
