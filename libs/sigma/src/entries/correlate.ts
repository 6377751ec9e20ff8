export type { Alias, Correlation, CorrelationMetadata, Measure } from '../correlation/correlation.ts';
export type { Comparison, ComparisonOperator } from '../correlation/comparison.ts';
export type { RuleExpression } from '../correlation/rule-expression.ts';
export type { RuleReference } from '../correlation/rule-reference.ts';
export { parseCorrelation } from '../correlation/parse-correlation.ts';
export type { CorrelationInput, ResolvedCorrelation } from '../correlation/resolved-correlation.ts';
export type { ReferableRule } from '../correlation/link-references.ts';
export type { CorrelationProblem, ResolvedCorrelations } from '../correlation/resolve-correlations.ts';
export { resolveCorrelations } from '../correlation/resolve-correlations.ts';
export type {
  CorrelationEvent,
  CorrelationMatch,
  StateChange,
  StepResult,
} from '../correlation/correlation-event.ts';
export type { CorrelationCounts } from '../correlation/correlation-counts.ts';
export type { CorrelationLimits } from '../correlation/correlation-limits.ts';
export { defaultCorrelationLimits } from '../correlation/correlation-limits.ts';
export type { RefusedState } from '../correlation/restore-state.ts';
export type { Correlator } from '../correlation/correlator.ts';
export { createCorrelator } from '../correlation/correlator.ts';
