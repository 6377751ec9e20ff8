import { replaceInKey } from '../edit-scalar.ts';
import type { LintRule } from '../lint-rule.ts';

/** `all` asks for each value of a list, and has no effect on a single one. */
export const allSingle: LintRule = {
  code: 'sigma.modifier.all-single',
  severity: 'warning',
  scope: 'detection',
  *check({ items, text }) {
    for (const { entry, field, modifiers, values } of items) {
      if (!modifiers.includes('all') || values.length !== 1) continue;
      // A keyword without "all" would be written as a list.
      const fix = field === '' ? undefined : replaceInKey(text, entry.key, '|all', '');
      yield {
        message: '"all" has no effect on a single value',
        at: entry.key,
        hint: 'remove "all", or list more values',
        fix,
      };
    }
  },
};
