import type { RuleReference } from '../correlation/rule-reference.ts';
import type { Expression } from '../detection/predicate.ts';
import type { RuleMetadata } from '../rule/rule.ts';

/** What a filter says about itself; `id` is '' where it has none. */
export type FilterMetadata = Omit<RuleMetadata, 'level'>;

/** A filter that was read: events that it doesn't let through are no matches of the rules it applies to. Immutable. */
export interface SigmaFilter {
  readonly metadata: FilterMetadata;
  /** Ids or names of rules, or `any` for all of the log source. */
  readonly rules: 'any' | readonly RuleReference[];
  /** True for events that it lets through. Its selections are labelled with the filter's title. */
  readonly detection: Expression;
}
