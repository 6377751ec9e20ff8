import { modifiers } from '../../modifiers/table.ts';
import { replaceInKey } from '../edit-scalar.ts';
import { nearName } from '../near-name.ts';
import type { LintRule } from '../lint-rule.ts';

/** Modifiers with a slip of the pen, which the parser refuses. */
export const modifierUnknown: LintRule = {
  code: 'sigma.modifier.unknown',
  severity: 'error',
  scope: 'detection',
  *check({ items, text }) {
    for (const { entry, modifiers: names } of items) {
      for (const name of names) {
        if (modifiers.has(name)) continue;
        const near = nearName(name, modifiers.keys());
        const hint = near === undefined ? undefined : `did you mean "${near}"?`;
        const fix = near === undefined ? undefined : replaceInKey(text, entry.key, `|${name}`, `|${near}`);
        yield { message: `there is no modifier "${name}"`, at: entry.key, hint, fix };
      }
    }
  },
};
