import type { LintRule } from '../lint-rule.ts';

/** Keywords and maps in one list: engines differ in whether they read it. */
export const selectionMixed: LintRule = {
  code: 'sigma.lint.selection-mixed',
  severity: 'warning',
  scope: 'detection',
  *check({ selections }) {
    for (const { name, value } of selections) {
      if (value.kind !== 'list') continue;
      const kinds = new Set(value.items.map(({ kind }) => kind));
      if (kinds.size > 1)
        yield {
          message: `the selection "${name}" mixes keywords and maps`,
          at: value,
          hint: 'make two selections of it',
        };
    }
  },
};
