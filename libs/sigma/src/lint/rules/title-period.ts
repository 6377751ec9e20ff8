import { replaceScalar } from '../edit-scalar.ts';
import { textOf } from '../lint-document.ts';
import type { LintRule } from '../lint-rule.ts';

/** A title is no sentence. */
export const titlePeriod: LintRule = {
  code: 'sigma.lint.title-period',
  severity: 'info',
  scope: 'document',
  *check(document) {
    const title = textOf(document, 'title');
    if (title === undefined || !/[^.]\.\s*$/.test(title.text)) return;
    const fix = replaceScalar(document.text, title.at, title.text.trimEnd().slice(0, -1));
    yield { message: 'the title ends with a period', at: title.at, hint: 'remove it', fix };
  },
};
