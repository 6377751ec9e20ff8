import type { LintRule } from '../lint-rule.ts';

const textModifiers = ['contains', 'startswith', 'endswith', 're'];

/** A value that ends with a line end, as block scalars do, is found in no log line. */
export const valueLineEnd: LintRule = {
  code: 'sigma.lint.value-line-end',
  severity: 'warning',
  scope: 'detection',
  *check({ items }) {
    for (const { modifiers, values } of items) {
      if (!modifiers.some((name) => textModifiers.includes(name))) continue;
      for (const at of values) {
        if (typeof at.value === 'string' && /\S\n$/.test(at.value))
          yield { message: 'the value ends with a line end', at, hint: 'end the block with "|-" or ">-"' };
      }
    }
  },
};
