import { keyOf } from '../lint-document.ts';
import type { LintRule } from '../lint-rule.ts';

/** Without a level, a match counts as informational. */
export const levelMissing: LintRule = {
  code: 'sigma.lint.level-missing',
  severity: 'warning',
  scope: 'detection',
  *check(document) {
    if (keyOf(document, 'level') !== undefined) return;
    yield {
      message: 'the rule has no level, so its matches are informational',
      hint: 'add one of informational, low, medium, high, critical',
    };
  },
};
