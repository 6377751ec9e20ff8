import type { LintRule } from '../lint-rule.ts';

/** Letters that look like ASCII ones, and characters that are not seen, in names of fields. */
export const fieldLookalike: LintRule = {
  code: 'sigma.lint.field-lookalike',
  severity: 'warning',
  scope: 'detection',
  *check({ items }) {
    for (const { entry, field } of items) {
      const strange =
        /[\u00a0\u00ad\u0370-\u03ff\u0400-\u04ff\u2000-\u200f\u2028-\u202f\u2060-\u206f\ufeff\uff01-\uff5e]/u.exec(
          field,
        )?.[0];
      if (strange === undefined || !/[A-Za-z]/.test(field)) continue;
      const code = (strange.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
      yield {
        message: `the field "${field}" holds the character U+${code} among ASCII letters`,
        at: entry.key,
        hint: 'write the name anew',
      };
    }
  },
};
