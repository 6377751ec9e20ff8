import { repeatedTexts } from '../repeated-texts.ts';
import type { LintRule } from '../lint-rule.ts';

/** A tag that stands twice. */
export const tagRepeated: LintRule = {
  code: 'sigma.lint.tag-repeated',
  severity: 'info',
  scope: 'document',
  *check(document) {
    yield* repeatedTexts(document, 'tags', (text) => text.toLowerCase().replaceAll('_', '-'));
  },
};
