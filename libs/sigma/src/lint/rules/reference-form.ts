import { textsOf } from '../lint-document.ts';
import type { LintRule } from '../lint-rule.ts';

/** References are links, or say where something may be read. */
export const referenceForm: LintRule = {
  code: 'sigma.lint.reference-form',
  severity: 'info',
  scope: 'document',
  *check(document) {
    for (const { text, at } of textsOf(document, 'references')) {
      if (/^\s|\s$/.test(text)) yield { message: 'the reference has white space at its ends', at };
      else if (/^(?:www\.|http:\/\/[^/]*$|https?:\/(?!\/)|https?:\/\/\S*\s)/.test(text))
        yield { message: `"${text}" is not a link that can be followed`, at, hint: 'write it as https://…' };
    }
  },
};
