import { keyOf } from '../lint-document.ts';
import type { LintRule } from '../lint-rule.ts';

/** The date tells how old a rule is. */
export const dateMissing: LintRule = {
  code: 'sigma.lint.date-missing',
  severity: 'info',
  scope: 'document',
  *check(document) {
    if (keyOf(document, 'date') !== undefined) return;
    yield { message: 'the document has no date', hint: 'add the day of its creation, as YYYY-MM-DD' };
  },
};
