export type { LogSource } from './log-source/log-source.ts';
export { resolveLogSources } from './log-source/resolve-log-sources.ts';
export type { UntoldLogSource } from './log-source/known-log-sources.ts';
export { knownLogSources, untoldLogSources } from './log-source/known-log-sources.ts';
export type { Level, RuleMetadata, SigmaRule } from './rule/rule.ts';
export { findRuleId } from './rule/find-rule-id.ts';
export type { ParseOptions } from './rule/parse-options.ts';
export { parseRule } from './rule/parse-rule.ts';
export type { ParsedDocument } from './rule/parse-rules.ts';
export { parseRules } from './rule/parse-rules.ts';
export type { SigmaEvent } from './event/sigma-event.ts';
export { toEvent } from './event/event.ts';
export type { EventRefusal, ParsedEvent } from './event/parse-event.ts';
export { parseEvent } from './event/parse-event.ts';
export type { Rarity } from './engine/index/rarity.ts';
export type { RuleChange } from './engine/live-rules.ts';
export type {
  ByteMatchResult,
  ByteRefusal,
  CompileOptions,
  MatchOptions,
  MatchResult,
  RuleSet,
} from './engine/rule-set.ts';
export { compileRules } from './engine/rule-set.ts';
export type { Alias, Correlation, CorrelationMetadata, Measure } from './correlation/correlation.ts';
export type { Comparison, ComparisonOperator } from './correlation/comparison.ts';
export type { RuleExpression } from './correlation/rule-expression.ts';
export type { RuleReference } from './correlation/rule-reference.ts';
export type { CorrelationInput, ResolvedCorrelation } from './correlation/resolved-correlation.ts';
export type { ReferableRule } from './correlation/link-references.ts';
export type { CorrelationProblem, ResolvedCorrelations } from './correlation/resolve-correlations.ts';
export { resolveCorrelations } from './correlation/resolve-correlations.ts';
export type {
  CorrelationEvent,
  CorrelationMatch,
  StateChange,
  StepResult,
} from './correlation/correlation-event.ts';
export type { CorrelationCounts } from './correlation/correlation-counts.ts';
export type { CorrelationLimits } from './correlation/correlation-limits.ts';
export { defaultCorrelationLimits } from './correlation/correlation-limits.ts';
export type { RefusedState } from './correlation/restore-state.ts';
export type { Correlator } from './correlation/correlator.ts';
export { createCorrelator } from './correlation/correlator.ts';
export type { FilterMetadata, SigmaFilter } from './filter/filter.ts';
export type { FilteredRules, FilterProblem } from './filter/apply-filters.ts';
export { applyFilters } from './filter/apply-filters.ts';
export type { Evidence, EvidenceField } from './explain/evidence.ts';
export { evidence } from './explain/evidence.ts';
export type { FoundValue } from './explain/found-value.ts';
export type { ExplainOptions } from './explain/explain-options.ts';
export type { Explanation } from './explain/explanation.ts';
export { explain } from './explain/explain.ts';
export type { JsonObject } from './synthesize/build-event.ts';
export type { NearMiss, Synthesis } from './synthesize/synthesize.ts';
export { synthesize } from './synthesize/synthesize.ts';
export type { TextEdit } from './lint/text-edit.ts';
export type { LintDiagnostic } from './lint/lint-rule.ts';
export { lint } from './lint/lint.ts';
export type { NamedText } from './lint/lint-all.ts';
export { lintAll } from './lint/lint-all.ts';
export { applyFixes } from './lint/apply-fixes.ts';
export type { Coverage, CoverageGap } from './field-coverage/coverage.ts';
export { coverage } from './field-coverage/coverage.ts';
export type { AttackCatalogue, AttackTactic, AttackTechnique } from './attack/attack-catalogue.ts';
export { readAttackCatalogue } from './attack/read-attack-catalogue.ts';
export type { RuleAttack, RuleTechnique } from './attack/attack-of.ts';
export { attackOf } from './attack/attack-of.ts';
