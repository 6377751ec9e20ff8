import { quoteScalar } from '../edit-scalar.ts';
import type { LintRule } from '../lint-rule.ts';

/** Words that older YAML takes for booleans, and so do some tools. */
export const booleanWord: LintRule = {
  code: 'sigma.lint.boolean-word',
  severity: 'info',
  scope: 'detection',
  *check({ items, text }) {
    for (const { values } of items) {
      for (const at of values) {
        const source = text.slice(at.start, at.end);
        if (!/^(?:y|n|yes|no|on|off)$/i.test(source) || source !== at.value) continue;
        const fix = quoteScalar(text, at);
        yield {
          message: `${source} is a text here, and a boolean to some tools`,
          at,
          hint: `write '${source}'`,
          fix,
        };
      }
    }
  },
};
