import { replaceScalar } from '../edit-scalar.ts';
import { textOf } from '../lint-document.ts';
import { nearName } from '../near-name.ts';
import type { LintRule } from '../lint-rule.ts';

const levels = ['informational', 'low', 'medium', 'high', 'critical'];

/** A level with a slip of the pen, which the parser refuses. */
export const levelNear: LintRule = {
  code: 'sigma.rule.level',
  severity: 'error',
  scope: 'document',
  *check(document) {
    const level = textOf(document, 'level');
    if (level === undefined || levels.includes(level.text.toLowerCase())) return;
    const near = nearName(level.text, levels);
    const fix = near === undefined ? undefined : replaceScalar(document.text, level.at, near);
    yield {
      message: `there is no level "${level.text}"`,
      at: level.at,
      hint: `use one of ${levels.join(', ')}`,
      fix,
    };
  },
};
