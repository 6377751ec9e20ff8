import type { LintRule } from '../lint-rule.ts';

/** `of them` takes in every selection that is added later, exclusions too. */
export const conditionThem: LintRule = {
  code: 'sigma.lint.condition-them',
  severity: 'info',
  scope: 'detection',
  *check({ conditions }) {
    for (const at of conditions) {
      if (/\bof\s+them\b/i.test(String(at.value)))
        yield {
          message: '"of them" takes in every selection',
          at,
          hint: 'use a pattern, such as "1 of selection_*"',
        };
    }
  },
};
