import type { Span } from '@sluice/diagnostics';

/** The id or name by which a correlation or filter refers to a rule, with its place. */
export interface RuleReference {
  readonly text: string;
  readonly span: Span;
}
