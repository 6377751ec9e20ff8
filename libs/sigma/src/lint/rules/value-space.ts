import type { LintRule } from '../lint-rule.ts';

/** White space at the ends of a value that is compared as a whole hardly ever stands in logs. */
export const valueSpace: LintRule = {
  code: 'sigma.lint.value-space',
  severity: 'warning',
  scope: 'detection',
  *check({ items }) {
    for (const { field, modifiers, values } of items) {
      if (field === '' || modifiers.some((name) => name !== 'all' && name !== 'cased' && name !== 'neq'))
        continue;
      for (const at of values) {
        if (typeof at.value !== 'string' || !/^\s+\S|\S\s+$/.test(at.value)) continue;
        const hint = at.value.endsWith('\n')
          ? 'end the block with "|-" or ">-"'
          : 'remove it, or use "contains"';
        yield { message: 'the value has white space at its ends, and is compared as a whole', at, hint };
      }
    }
  },
};
