import { textsOf } from '../lint-document.ts';
import type { LintRule } from '../lint-rule.ts';

const marks = ['clear', 'white', 'green', 'amber', 'amber-strict', 'red'];

/** The traffic light protocol has these marks (FIRST, TLP 1.0 and 2.0). */
export const tagTlpValue: LintRule = {
  code: 'sigma.lint.tag-tlp-value',
  severity: 'warning',
  scope: 'document',
  *check(document) {
    for (const { text, at } of textsOf(document, 'tags')) {
      const mark = /^tlp\.(.+)$/i.exec(text)?.[1]?.toLowerCase();
      if (mark === undefined || marks.includes(mark)) continue;
      yield {
        message: `there is no mark "${mark}" in the traffic light protocol`,
        at,
        hint: `use one of ${marks.join(', ')}`,
      };
    }
  },
};
