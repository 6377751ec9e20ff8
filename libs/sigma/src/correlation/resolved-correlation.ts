import type { Correlation } from './correlation.ts';

/** One rule or inner correlation whose matches a correlation takes in. */
export interface CorrelationInput {
  /** The reference as the correlation writes it. */
  readonly reference: string;
  /** A rule's id, or an inner correlation's key. */
  readonly target: string;
  readonly isCorrelation: boolean;
  /** The fields to group this rule's events by, in the order of `group-by`, aliases resolved. */
  readonly groupFields: readonly string[];
}

/** A correlation whose references are known. */
export interface ResolvedCorrelation {
  readonly correlation: Correlation;
  /** In the order of the correlation's `rules`. */
  readonly inputs: readonly CorrelationInput[];
  /** Fields besides `group-by` whose values its matches carry, because outer correlations ask for them. */
  readonly carriedFields: readonly string[];
  /** 1 over rules alone, else one more than the highest inner correlation's. */
  readonly level: number;
  /** Whether its matches are reported, or only taken in by outer correlations. */
  readonly isAlerting: boolean;
}
