import { textsOf } from '../lint-document.ts';
import type { LintRule } from '../lint-rule.ts';

/** Words that say nothing about false positives. */
export const falsepositivesWording: LintRule = {
  code: 'sigma.lint.falsepositives-wording',
  severity: 'info',
  scope: 'document',
  *check(document) {
    for (const { text, at } of textsOf(document, 'falsepositives')) {
      if (/^(?:none|no|n\/?a|null|tbd|todo|-)\.?$/i.test(text.trim()))
        yield {
          message: `"${text}" names no false positive`,
          at,
          hint: 'write "Unknown" or "Unlikely", or what was seen',
        };
    }
  },
};
