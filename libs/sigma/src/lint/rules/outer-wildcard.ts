import { replaceScalar } from '../edit-scalar.ts';
import type { LintRule } from '../lint-rule.ts';

/** `contains` and its like are open at their ends already. */
export const outerWildcard: LintRule = {
  code: 'sigma.lint.outer-wildcard',
  severity: 'info',
  scope: 'detection',
  *check({ items, text }) {
    for (const { modifiers, values } of items) {
      const isOpenBefore = modifiers.includes('contains') || modifiers.includes('endswith');
      const isOpenAfter = modifiers.includes('contains') || modifiers.includes('startswith');
      for (const at of values) {
        if (typeof at.value !== 'string' || /^[*?]*$/.test(at.value) || modifiers.includes('re')) continue;
        const from = isOpenBefore && at.value.startsWith('*') ? 1 : 0;
        // An escaped asterisk is no wildcard.
        const to = isOpenAfter && /[^\\]\*$/.test(at.value) ? -1 : undefined;
        if (from === 0 && to === undefined) continue;
        const fix = replaceScalar(text, at, at.value.slice(from, to));
        yield { message: `"${at.value}" is open at its ends anyway`, at, hint: 'remove the outer "*"', fix };
      }
    }
  },
};
