import { replaceScalar } from '../edit-scalar.ts';
import { keyOf } from '../lint-document.ts';
import type { LintRule } from '../lint-rule.ts';

/** Log sources are written in lower case; other tools compare them so. */
export const logsourceCase: LintRule = {
  code: 'sigma.lint.logsource-case',
  severity: 'info',
  scope: 'detection',
  *check(document) {
    const value = keyOf(document, 'logsource')?.value;
    if (value?.kind !== 'map') return;
    for (const { name, value: part } of value.entries) {
      if (name === 'definition' || part.kind !== 'scalar' || typeof part.value !== 'string') continue;
      const lower = part.value.toLowerCase();
      if (lower === part.value) continue;
      const fix = replaceScalar(document.text, part, lower);
      yield {
        message: `the ${name} "${part.value}" is not in lower case`,
        at: part,
        hint: `write "${lower}"`,
        fix,
      };
    }
  },
};
