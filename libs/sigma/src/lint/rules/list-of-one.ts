import type { LintRule } from '../lint-rule.ts';

/** A list of one value is the value. */
export const listOfOne: LintRule = {
  code: 'sigma.lint.list-of-one',
  severity: 'info',
  scope: 'detection',
  *check({ items }) {
    for (const { entry, list, modifiers } of items) {
      if (list?.items.length !== 1 || modifiers.includes('all')) continue;
      yield {
        message: `"${entry.name}" has a list of one value`,
        at: list,
        hint: 'write the value without a list',
      };
    }
  },
};
