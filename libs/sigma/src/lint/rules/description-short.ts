import { textOf } from '../lint-document.ts';
import type { LintRule } from '../lint-rule.ts';

const minLength = 16;

/** A description of a few characters tells no more than the title. */
export const descriptionShort: LintRule = {
  code: 'sigma.lint.description-short',
  severity: 'info',
  scope: 'document',
  *check(document) {
    const description = textOf(document, 'description');
    const length = description?.text.trim().length ?? 0;
    if (length === 0 || length >= minLength) return;
    yield {
      message: `the description has ${length} characters only`,
      at: description?.at,
      hint: 'say what a match means',
    };
  },
};
