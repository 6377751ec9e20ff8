export type { TextEdit } from '../lint/text-edit.ts';
export type { LintDiagnostic } from '../lint/lint-rule.ts';
export { lint } from '../lint/lint.ts';
export type { NamedText } from '../lint/lint-all.ts';
export { lintAll } from '../lint/lint-all.ts';
export { applyFixes } from '../lint/apply-fixes.ts';
