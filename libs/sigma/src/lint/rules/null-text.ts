import type { LintRule } from '../lint-rule.ts';

/** The text of a word that was probably meant to be null. */
export const nullText: LintRule = {
  code: 'sigma.lint.null-text',
  severity: 'info',
  scope: 'detection',
  *check({ items }) {
    for (const { field, modifiers, values } of items) {
      for (const at of values) {
        if (
          field !== '' &&
          modifiers.length === 0 &&
          typeof at.value === 'string' &&
          /^(?:null|~)$/i.test(at.value)
        )
          yield {
            message: `'${at.value}' is the text, not an absent value`,
            at,
            hint: 'write null without quotes for an absent field',
          };
      }
    }
  },
};
