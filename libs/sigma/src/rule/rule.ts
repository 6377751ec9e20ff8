import type { Expression } from '../detection/predicate.ts';
import type { LogSource } from '../log-source/log-source.ts';

/** How urgent a match is (Sigma rules specification, "Level"). */
export type Level = 'informational' | 'low' | 'medium' | 'high' | 'critical';

/** A rule that another has to do with; `type` is one of derived, obsolete, merged, renamed, similar, in lower case. */
export interface RelatedRule {
  readonly id: string;
  readonly type: string;
}

/** What a rule says about itself. */
export interface RuleMetadata {
  readonly id: string;
  readonly title: string;
  /** By which correlations and filters may refer to the rule. */
  readonly name?: string;
  /** `informational` where the rule names none. */
  readonly level: Level;
  readonly status?: string;
  readonly description?: string;
  readonly author?: string;
  readonly date?: string;
  readonly modified?: string;
  readonly references: readonly string[];
  readonly tags: readonly string[];
  readonly falsePositives: readonly string[];
  readonly related?: readonly RelatedRule[];
  readonly logSource: LogSource;
  /** MITRE ATT&CK technique ids from the tags, such as `T1059.001`. */
  readonly techniques: readonly string[];
  /** MITRE ATT&CK tactics from the tags, such as `defense-evasion`. */
  readonly tactics: readonly string[];
}

/** A rule that was read and found valid. Immutable; compiled parts are kept by its identity. */
export interface SigmaRule {
  readonly metadata: RuleMetadata;
  /** The whole condition with the selections in place of their names. Not part of the public shape. */
  readonly detection: Expression;
}
