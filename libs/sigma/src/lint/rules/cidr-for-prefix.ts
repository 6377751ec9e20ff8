import type { LintRule } from '../lint-rule.ts';

/** The beginning of an address, for which there are networks. */
export const cidrForPrefix: LintRule = {
  code: 'sigma.lint.cidr-for-prefix',
  severity: 'info',
  scope: 'detection',
  *check({ items }) {
    for (const { field, modifiers, values } of items) {
      if (modifiers.length !== 1 || modifiers[0] !== 'startswith') continue;
      for (const at of values) {
        const bytes = /^(?:\d{1,3}\.){1,3}$/.test(String(at.value))
          ? String(at.value).split('.').slice(0, -1)
          : [];
        if (bytes.length === 0) continue;
        const network = [...bytes, '0', '0', '0'].slice(0, 4).join('.');
        yield {
          message: `"${String(at.value)}" is the beginning of an address`,
          at,
          hint: `use "${field}|cidr" and ${network}/${bytes.length * 8}`,
        };
      }
    }
  },
};
