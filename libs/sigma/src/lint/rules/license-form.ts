import { keyOf, textOf } from '../lint-document.ts';
import type { LintRule } from '../lint-rule.ts';

/** Licenses are named by their SPDX identifier. */
export const licenseForm: LintRule = {
  code: 'sigma.lint.license-form',
  severity: 'info',
  scope: 'document',
  *check(document) {
    const license = keyOf(document, 'license');
    const text = textOf(document, 'license')?.text ?? '';
    if (license === undefined || /^[\w.+-]+(?: (?:AND|OR|WITH) [\w.+-]+)*$/.test(text)) return;
    yield {
      message: `"${text}" is not an SPDX identifier`,
      at: license.value,
      hint: 'write it as in "MIT" or "DRL-1.1"',
    };
  },
};
