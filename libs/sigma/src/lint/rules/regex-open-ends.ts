import type { LintRule } from '../lint-rule.ts';

/** A regular expression is searched for anywhere, so that `.*` at its ends has no effect. */
export const regexOpenEnds: LintRule = {
  code: 'sigma.lint.regex-open-ends',
  severity: 'info',
  scope: 'detection',
  *check({ items }) {
    for (const { modifiers, values } of items) {
      if (!modifiers.includes('re')) continue;
      for (const at of values) {
        const source = String(at.value);
        if (source.length > 2 && /^\.\*(?![?+])|[^\\]\.\*$/.test(source) && !source.includes('|'))
          yield { message: '".*" at the end of a search has no effect', at, hint: 'remove it' };
      }
    }
  },
};
