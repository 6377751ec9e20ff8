import { textOf } from '../lint-document.ts';
import type { LintRule } from '../lint-rule.ts';

/** A title names what is detected, without saying that it is. */
export const titleWording: LintRule = {
  code: 'sigma.lint.title-wording',
  severity: 'info',
  scope: 'document',
  *check(document) {
    const title = textOf(document, 'title');
    const word = /^(?:Detects?|Detection of|Rule to detect)\b/i.exec(title?.text ?? '')?.[0];
    if (word === undefined) return;
    yield {
      message: `the title begins with "${word}", as any might`,
      at: title?.at,
      hint: 'name what is detected',
    };
  },
};
