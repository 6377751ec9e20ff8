export type { LogSource } from './log-source/log-source.ts';
export { resolveLogSources } from './log-source/resolve-log-sources.ts';
export type { Level, RuleMetadata, SigmaRule } from './rule/rule.ts';
export { findRuleId } from './rule/find-rule-id.ts';
export type { ParseOptions } from './rule/parse-options.ts';
export { parseRule } from './rule/parse-rule.ts';
export type { OtherDocument, ParsedDocument } from './rule/parse-rules.ts';
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
