import type { LintRule } from '../lint-rule.ts';

/** Selections that are called like words of the condition. */
export const selectionKeyword: LintRule = {
  code: 'sigma.lint.selection-keyword',
  severity: 'warning',
  scope: 'detection',
  *check({ selections }) {
    for (const { name, key } of selections) {
      if (/^(?:and|or|not|of|them|all|any|\d+)$/i.test(name))
        yield {
          message: `the selection "${name}" is called like a word of the condition`,
          at: key,
          hint: 'rename it',
        };
    }
  },
};
