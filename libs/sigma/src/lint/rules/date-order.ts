import { textOf } from '../lint-document.ts';
import { isDay } from '../is-day.ts';
import type { LintRule } from '../lint-rule.ts';

/** A rule is modified after it was made. */
export const dateOrder: LintRule = {
  code: 'sigma.lint.date-order',
  severity: 'warning',
  scope: 'document',
  *check(document) {
    const date = textOf(document, 'date')?.text ?? '';
    const modified = textOf(document, 'modified');
    if (modified === undefined || !isDay(date) || !isDay(modified.text) || modified.text >= date) return;
    yield { message: `modified on ${modified.text}, before its date ${date}`, at: modified.at };
  },
};
