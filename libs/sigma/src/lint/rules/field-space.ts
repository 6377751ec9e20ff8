import type { LintRule } from '../lint-rule.ts';

/** White space at the ends of a field name. */
export const fieldSpace: LintRule = {
  code: 'sigma.lint.field-space',
  severity: 'warning',
  scope: 'detection',
  *check({ items }) {
    for (const { entry, field } of items) {
      if (field.trim() !== field)
        yield {
          message: `the field "${field}" has white space at its ends`,
          at: entry.key,
          hint: 'remove it',
        };
    }
  },
};
