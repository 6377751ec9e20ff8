import { repeatedTexts } from '../repeated-texts.ts';
import type { LintRule } from '../lint-rule.ts';

/** A reference that stands twice. */
export const referenceRepeated: LintRule = {
  code: 'sigma.lint.reference-repeated',
  severity: 'info',
  scope: 'document',
  *check(document) {
    yield* repeatedTexts(document, 'references', (text) => text.trim());
  },
};
