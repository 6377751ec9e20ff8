import { keyOf } from '../lint-document.ts';
import type { LintRule } from '../lint-rule.ts';

/** The author is one text; several stand in it with commas between. */
export const authorForm: LintRule = {
  code: 'sigma.lint.author-form',
  severity: 'warning',
  scope: 'document',
  *check(document) {
    const author = keyOf(document, 'author');
    if (author === undefined) yield { message: 'the document names no author', hint: 'add "author"' };
    else if (author.value.kind !== 'scalar' || author.value.value === null || author.value.value === '')
      yield {
        message: 'the author is not a text',
        at: author.key,
        hint: 'name several in one text, with commas',
      };
  },
};
