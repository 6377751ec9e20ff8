import { keyOf } from '../lint-document.ts';
import type { LintRule } from '../lint-rule.ts';

/** What else may match helps whoever handles a match. */
export const falsepositivesMissing: LintRule = {
  code: 'sigma.lint.falsepositives-missing',
  severity: 'info',
  scope: 'detection',
  *check(document) {
    if (keyOf(document, 'falsepositives') !== undefined) return;
    yield {
      message: 'the rule names no false positives',
      hint: 'add "falsepositives", with "Unknown" where none are known',
    };
  },
};
