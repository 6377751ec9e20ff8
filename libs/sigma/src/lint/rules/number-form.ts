import { quoteScalar } from '../edit-scalar.ts';
import type { LintRule } from '../lint-rule.ts';

/** A number without quotes that reads as another, such as 0x10 as 16. */
export const numberForm: LintRule = {
  code: 'sigma.lint.number-form',
  severity: 'warning',
  scope: 'detection',
  *check({ items, text }) {
    for (const { values } of items) {
      for (const at of values) {
        const source = text.slice(at.start, at.end);
        if ((typeof at.value !== 'bigint' && typeof at.value !== 'number') || source === String(at.value))
          continue;
        const fix = quoteScalar(text, at);
        yield {
          message: `${source} is read as the number ${String(at.value)}`,
          at,
          hint: `write '${source}' for the text`,
          fix,
        };
      }
    }
  },
};
