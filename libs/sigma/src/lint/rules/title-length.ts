import { textOf } from '../lint-document.ts';
import type { LintRule } from '../lint-rule.ts';

const maxLength = 256;

/** A title is one line of a list of matches; the specification allows 256 characters. */
export const titleLength: LintRule = {
  code: 'sigma.lint.title-length',
  severity: 'warning',
  scope: 'document',
  *check(document) {
    const title = textOf(document, 'title');
    if (title === undefined || title.text.length <= maxLength) return;
    const message = `the title has ${title.text.length} characters, more than ${maxLength}`;
    yield { message, at: title.at, hint: 'say the rest in the description' };
  },
};
