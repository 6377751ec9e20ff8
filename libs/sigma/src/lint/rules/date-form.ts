import { replaceScalar } from '../edit-scalar.ts';
import { textOf } from '../lint-document.ts';
import { isDay } from '../is-day.ts';
import type { LintRule } from '../lint-rule.ts';

/** Dates are days in the form YYYY-MM-DD (rules specification, "Date"). */
export const dateForm: LintRule = {
  code: 'sigma.lint.date-form',
  severity: 'warning',
  scope: 'document',
  *check(document) {
    for (const name of ['date', 'modified']) {
      const date = textOf(document, name);
      if (date === undefined || isDay(date.text)) continue;
      const [, year = '', month = '', day = ''] =
        /^(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})$/.exec(date.text.trim()) ?? [];
      const mended = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
      const fix = isDay(mended) ? replaceScalar(document.text, date.at, mended) : undefined;
      yield {
        message: `"${date.text}" is not a day in the form YYYY-MM-DD`,
        at: date.at,
        hint: 'write the day as YYYY-MM-DD',
        fix,
      };
    }
  },
};
