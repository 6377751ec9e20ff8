import { foldCase } from '../../pattern/fold.ts';
import { removeListItem } from '../edit-scalar.ts';
import type { LintRule } from '../lint-rule.ts';

/** Modifiers with which letter case counts, or whose values are encoded before it is ignored. */
const casedModifiers: ReadonlySet<string> = new Set([
  ...['cased', 're', 'fieldref', 'expand', 'base64', 'base64offset', 'wide', 'utf16', 'utf16le', 'utf16be'],
]);

/** A value that stands twice in a list. */
export const valueRepeated: LintRule = {
  code: 'sigma.lint.value-repeated',
  severity: 'info',
  scope: 'detection',
  *check({ items, text }) {
    for (const { modifiers, values, list } of items) {
      if (list === undefined) continue;
      const isCased = modifiers.some((name) => casedModifiers.has(name));
      const seen = new Set<string>();
      for (const at of values) {
        const normal = isCased ? String(at.value) : foldCase(String(at.value));
        if (seen.has(normal)) {
          const fix = removeListItem(text, list, at);
          yield { message: `"${String(at.value)}" stands in the list twice`, at, hint: 'remove it', fix };
        }
        seen.add(normal);
      }
    }
  },
};
