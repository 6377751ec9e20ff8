import type { LintRule } from '../lint-rule.ts';

/** Modifiers whose values have no wildcards. */
const literalValues = ['re', 'cidr', 'fieldref'];

/** A value of wildcards alone is true of any text. */
export const wildcardOnly: LintRule = {
  code: 'sigma.lint.wildcard-only',
  severity: 'warning',
  scope: 'detection',
  *check({ items }) {
    for (const { field, modifiers, values } of items) {
      if (modifiers.some((name) => literalValues.includes(name))) continue;
      for (const at of values) {
        if (typeof at.value !== 'string' || !/^[*?]+$/.test(at.value)) continue;
        const hint = `ask for the presence of the field with "${field}|exists: true", or for a value`;
        yield {
          message: `"${at.value}" is true of ${at.value.includes('?') ? 'nearly ' : ''}any value`,
          at,
          hint,
        };
      }
    }
  },
};
