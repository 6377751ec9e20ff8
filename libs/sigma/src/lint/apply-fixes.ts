import type { LintDiagnostic } from './lint-rule.ts';
import type { TextEdit } from './text-edit.ts';

/** The text with the fixes of diagnostics about it made. Of fixes that overlap, the first in the list is made. */
export function applyFixes(text: string, diagnostics: readonly LintDiagnostic[]): string {
  const edits = withoutOverlaps(diagnostics).flatMap(({ fix = [] }) => fix);
  let fixed = '';
  let at = 0;
  for (const { start, end, newText } of edits.toSorted((a, b) => a.start - b.start)) {
    fixed += text.slice(at, start) + newText;
    at = end;
  }
  return fixed + text.slice(at);
}

/** The diagnostics, without the fixes that overlap with one before them. */
export function withoutOverlaps(diagnostics: readonly LintDiagnostic[]): readonly LintDiagnostic[] {
  const taken: TextEdit[] = [];
  return diagnostics.map((diagnostic) => {
    const { fix, ...unfixed } = diagnostic;
    if (fix === undefined) return diagnostic;
    if (fix.some((edit) => taken.some((other) => edit.start < other.end && other.start < edit.end)))
      return unfixed;
    taken.push(...fix);
    return diagnostic;
  });
}
