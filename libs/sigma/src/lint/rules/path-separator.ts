import type { LintRule } from '../lint-rule.ts';

/** A program is named by the end of its path, with the separator before it. */
export const pathSeparator: LintRule = {
  code: 'sigma.lint.path-separator',
  severity: 'info',
  scope: 'detection',
  *check({ items }) {
    for (const { field, modifiers, values } of items) {
      if (!/Image$/.test(field) || !modifiers.includes('endswith')) continue;
      for (const at of values) {
        if (typeof at.value === 'string' && /^[\w-]+\.exe$/i.test(at.value))
          yield {
            message: `"${at.value}" is also the end of other names`,
            at,
            hint: String.raw`write '\${at.value}'`,
          };
      }
    }
  },
};
