import type { RuleMetadata } from '../rule/rule.ts';
import type { Comparison } from './comparison.ts';
import type { RuleExpression } from './rule-expression.ts';
import type { RuleReference } from './rule-reference.ts';

/** What a correlation says about itself. It has no log source of its own; `id` is '' where it has only a name. */
export type CorrelationMetadata = Omit<RuleMetadata, 'logSource'>;

/**
 * What is measured over the events of a window, and when the measure is a match (correlation specification,
 * "Correlation Types"). `value_median` is read as percentile 50.
 */
export type Measure =
  | { readonly kind: 'event_count'; readonly comparisons: readonly Comparison[] }
  /** Counts distinct tuples of the fields' values. */
  | {
      readonly kind: 'value_count';
      readonly fields: readonly string[];
      readonly comparisons: readonly Comparison[];
    }
  | {
      readonly kind: 'value_sum' | 'value_avg';
      readonly fields: readonly [string];
      readonly comparisons: readonly Comparison[];
    }
  | {
      readonly kind: 'value_percentile';
      readonly fields: readonly [string];
      /** 0 to 100. */
      readonly percentile: number;
      readonly comparisons: readonly Comparison[];
    }
  /** Counts distinct rules; `expression` over the rules in place of a bound on their number. */
  | {
      readonly kind: 'temporal';
      readonly comparisons: readonly Comparison[];
      readonly expression?: RuleExpression;
    }
  /** Counts how many of the rules matched in their order, from the first on. */
  | { readonly kind: 'temporal_ordered'; readonly comparisons: readonly Comparison[] };

/** A correlation that was read; its references are looked up by `resolveCorrelations`. Immutable. */
export interface Correlation {
  /** By what its matches and its state are known: the id, or the name where it has none. */
  readonly key: string;
  readonly metadata: CorrelationMetadata;
  readonly measure: Measure;
  /** At least one, each once. */
  readonly rules: readonly RuleReference[];
  /** Names of fields or aliases; none puts all events in one group. */
  readonly groupBy: readonly string[];
  readonly timespanMs: number;
  readonly aliases: readonly Alias[];
  /** Whether the rules referred to alert on their own as well. */
  readonly isGenerating: boolean;
}

/** A name for a field that is called differently in the events of each rule. */
export interface Alias {
  readonly name: string;
  readonly fields: readonly { readonly rule: RuleReference; readonly field: string }[];
}
