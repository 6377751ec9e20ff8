import { replaceScalar } from '../edit-scalar.ts';
import { textsOf } from '../lint-document.ts';
import type { LintRule } from '../lint-rule.ts';

/** Tactics of ATT&CK are written with hyphens, techniques as t1234 or t1234.001. */
export const tagAttackForm: LintRule = {
  code: 'sigma.lint.tag-attack-form',
  severity: 'warning',
  scope: 'document',
  *check(document) {
    for (const { text, at } of textsOf(document, 'tags')) {
      const name = /^attack\.(.+)$/.exec(text.toLowerCase())?.[1];
      if (name === undefined) continue;
      const isId = /^[a-z]{0,2}\d/.test(name);
      if (isId && !/^(?:t\d{4}(?:\.\d{3})?|[gs]\d{4}|ta\d{4})$/.test(name))
        yield {
          message: `"${text}" is no id of ATT&CK`,
          at,
          hint: 'write a technique as attack.t1234 or attack.t1234.001',
        };
      if (isId || !name.includes('_')) continue;
      const mended = `attack.${name.replaceAll('_', '-')}`;
      const fix = replaceScalar(document.text, at, mended);
      yield { message: `"${text}" is written with an underscore`, at, hint: `write "${mended}"`, fix };
    }
  },
};
