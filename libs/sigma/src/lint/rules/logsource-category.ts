import { knownCategories } from '../../log-source/taxonomy.ts';
import { entryOf } from '../../yaml/yaml-node.ts';
import { keyOf } from '../lint-document.ts';
import { nearName } from '../near-name.ts';
import type { LintRule } from '../lint-rule.ts';

/** Categories that are probably meant to be ones of the taxonomy. */
export const logsourceCategory: LintRule = {
  code: 'sigma.lint.logsource-category',
  severity: 'warning',
  scope: 'detection',
  *check(document) {
    const value = keyOf(document, 'logsource')?.value;
    const category = value && entryOf(value, 'category')?.value;
    if (category?.kind !== 'scalar' || typeof category.value !== 'string') return;
    const near = knownCategories.has(category.value.toLowerCase())
      ? undefined
      : nearName(category.value, knownCategories);
    if (near !== undefined)
      yield {
        message: `the taxonomy has no category "${category.value}"`,
        at: category,
        hint: `did you mean "${near}"?`,
      };
  },
};
