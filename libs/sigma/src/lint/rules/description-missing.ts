import { keyOf, textOf } from '../lint-document.ts';
import type { LintRule } from '../lint-rule.ts';

/** The description tells an analyst what a match means. */
export const descriptionMissing: LintRule = {
  code: 'sigma.lint.description-missing',
  severity: 'warning',
  scope: 'document',
  *check(document) {
    const description = textOf(document, 'description');
    if (description !== undefined && description.text.trim() !== '') return;
    yield {
      message: 'the document has no description',
      at: keyOf(document, 'description')?.key,
      hint: 'say what a match means',
    };
  },
};
