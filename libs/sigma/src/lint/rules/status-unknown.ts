import { replaceScalar } from '../edit-scalar.ts';
import { textOf } from '../lint-document.ts';
import { nearName } from '../near-name.ts';
import type { LintRule } from '../lint-rule.ts';

const statuses = ['stable', 'test', 'experimental', 'deprecated', 'unsupported'];

/** The status is one of five words (rules specification, "Status"). */
export const statusUnknown: LintRule = {
  code: 'sigma.lint.status-unknown',
  severity: 'warning',
  scope: 'document',
  *check(document) {
    const status = textOf(document, 'status');
    if (status === undefined || statuses.includes(status.text)) return;
    const near = nearName(status.text, statuses);
    const fix = near === undefined ? undefined : replaceScalar(document.text, status.at, near);
    yield {
      message: `there is no status "${status.text}"`,
      at: status.at,
      hint: `use one of ${statuses.join(', ')}`,
      fix,
    };
  },
};
