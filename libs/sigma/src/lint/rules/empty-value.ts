import type { LintRule } from '../lint-rule.ts';

const openModifiers = ['contains', 'startswith', 'endswith', 're'];

/** An empty text is contained in any text. */
export const emptyValue: LintRule = {
  code: 'sigma.lint.empty-value',
  severity: 'warning',
  scope: 'detection',
  *check({ items }) {
    for (const { modifiers, values } of items) {
      const name = modifiers.find((modifier) => openModifiers.includes(modifier));
      for (const at of values) {
        if (name !== undefined && at.value === '')
          yield { message: `"${name}" of an empty text is true of any value`, at };
      }
    }
  },
};
