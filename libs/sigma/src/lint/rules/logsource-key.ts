import { keyOf } from '../lint-document.ts';
import { nearName } from '../near-name.ts';
import type { LintRule } from '../lint-rule.ts';

const keys = ['category', 'product', 'service', 'definition'];

/** A log source has these keys (rules specification, "Log source"). */
export const logsourceKey: LintRule = {
  code: 'sigma.lint.logsource-key',
  severity: 'warning',
  scope: 'detection',
  *check(document) {
    const value = keyOf(document, 'logsource')?.value;
    if (value?.kind !== 'map') return;
    for (const { name, key } of value.entries) {
      if (keys.includes(name)) continue;
      const near = nearName(name, keys);
      const hint = near === undefined ? `a log source has ${keys.join(', ')}` : `did you mean "${near}"?`;
      yield { message: `"${name}" is no key of a log source, and not looked at`, at: key, hint };
    }
  },
};
