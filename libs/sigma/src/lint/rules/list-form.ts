import { keyOf } from '../lint-document.ts';
import type { LintRule } from '../lint-rule.ts';

/** Keys that hold lists of texts (rules specification, "Components"). */
export const listForm: LintRule = {
  code: 'sigma.lint.list-form',
  severity: 'warning',
  scope: 'document',
  *check(document) {
    for (const name of ['references', 'tags', 'falsepositives', 'fields', 'scope']) {
      const entry = keyOf(document, name);
      if (entry === undefined) continue;
      const { value, key } = entry;
      if (value.kind !== 'list')
        yield { message: `"${name}" is not a list`, at: key, hint: 'put "- " before each value' };
      else if (value.items.some((item) => item.kind !== 'scalar' || item.value === null || item.value === ''))
        yield {
          message: `"${name}" holds something else than texts`,
          at: key,
          hint: 'remove empty and nested values',
        };
    }
  },
};
