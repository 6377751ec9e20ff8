import type { LintRule } from '../lint-rule.ts';

/** A regular expression that is plain text, which is compared faster. */
export const regexNeedless: LintRule = {
  code: 'sigma.lint.regex-needless',
  severity: 'info',
  scope: 'detection',
  *check({ items }) {
    for (const { modifiers, values } of items) {
      if (!modifiers.includes('re')) continue;
      for (const at of values) {
        const source = String(at.value);
        if (!/^\^?(?:[^\\^$.|?*+()[\]{}]|\\[^A-Za-z0-9])+\$?$/.test(source)) continue;
        const name = source.startsWith('^')
          ? source.endsWith('$')
            ? undefined
            : 'startswith'
          : source.endsWith('$')
            ? 'endswith'
            : 'contains';
        const hint = `use ${name === undefined ? '"cased"' : `"${name}|cased"`}, or without "cased" if letter case is not to count`;
        yield { message: `"${source}" needs no regular expression`, at, hint };
      }
    }
  },
};
