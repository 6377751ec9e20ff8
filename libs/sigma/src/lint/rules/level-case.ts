import { replaceScalar } from '../edit-scalar.ts';
import { textOf } from '../lint-document.ts';
import type { LintRule } from '../lint-rule.ts';

const levels = ['informational', 'low', 'medium', 'high', 'critical'];

/** Levels are written in lower case; other tools know no others. */
export const levelCase: LintRule = {
  code: 'sigma.lint.level-case',
  severity: 'warning',
  scope: 'document',
  *check(document) {
    const level = textOf(document, 'level');
    const lower = level?.text.toLowerCase() ?? '';
    if (level === undefined || level.text === lower || !levels.includes(lower)) return;
    const fix = replaceScalar(document.text, level.at, lower);
    yield {
      message: `the level "${level.text}" is not in lower case`,
      at: level.at,
      hint: `write "${lower}"`,
      fix,
    };
  },
};
