import { keyOf } from '../lint-document.ts';
import type { LintRule } from '../lint-rule.ts';

/** Readers go by the status to tell how far a rule is to be trusted. */
export const statusMissing: LintRule = {
  code: 'sigma.lint.status-missing',
  severity: 'info',
  scope: 'document',
  *check(document) {
    if (keyOf(document, 'status') !== undefined) return;
    yield {
      message: 'the document has no status',
      hint: 'add one of stable, test, experimental, deprecated, unsupported',
    };
  },
};
