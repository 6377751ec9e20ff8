import { replaceScalar } from '../edit-scalar.ts';
import { textsOf } from '../lint-document.ts';
import type { LintRule } from '../lint-rule.ts';

const shape = /^[a-z0-9_-]+\.[a-z0-9._-]+$/;

/** Tags are a namespace and a name, in lower case (appendix "Tags"). */
export const tagForm: LintRule = {
  code: 'sigma.lint.tag-form',
  severity: 'warning',
  scope: 'document',
  *check(document) {
    for (const { text, at } of textsOf(document, 'tags')) {
      if (shape.test(text)) continue;
      const lower = text.trim().toLowerCase();
      const fix = shape.test(lower) ? replaceScalar(document.text, at, lower) : undefined;
      yield { message: `"${text}" is not a tag`, at, hint: 'write it as namespace.name, in lower case', fix };
    }
  },
};
