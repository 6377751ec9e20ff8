import type { Diagnostic, Severity } from '@sluice/diagnostics';
import type { LintDocument } from './lint-document.ts';
import type { TextEdit } from './text-edit.ts';

/** One thing that a lint rule found. */
export interface Finding {
  readonly message: string;
  readonly hint?: string | undefined;
  /** Offsets in the text; the document's begin where absent. */
  readonly at?: { readonly start: number; readonly end: number } | undefined;
  /** A change that takes the finding away and keeps or mends what the rule means. */
  readonly fix?: readonly TextEdit[] | undefined;
}

/** A check of documents that are legal YAML. */
export interface LintRule {
  /** Stable; where the parser reports the same code, the lint rule's finding takes the place of the parser's. */
  readonly code: string;
  readonly severity: Severity;
  /** `detection` for checks of detection rules; the others are of correlations and filters as well. */
  readonly scope: 'document' | 'detection';
  readonly check: (document: LintDocument) => Iterable<Finding>;
}

/** A diagnostic with the change that would mend it, where there is a safe one. */
export interface LintDiagnostic extends Diagnostic {
  readonly fix?: readonly TextEdit[];
}
