import type { LintRule } from '../lint-rule.ts';

/** Selections that hold the same. */
export const selectionRepeated: LintRule = {
  code: 'sigma.lint.selection-repeated',
  severity: 'info',
  scope: 'detection',
  *check({ selections, text }) {
    const seen = new Map<string, string>();
    for (const { name, key, value } of selections) {
      const source = text.slice(value.start, value.end).replaceAll(/\s+/g, ' ').trim();
      const other = seen.get(source);
      if (other !== undefined)
        yield { message: `the selection "${name}" holds the same as "${other}"`, at: key };
      else seen.set(source, name);
    }
  },
};
