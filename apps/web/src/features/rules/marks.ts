import type { DiagnosticFieldsFragment } from '../../graphql/generated/graphql.ts';

export interface Mark {
  /** Offsets into the text, in UTF-16 units as editors count them; `from` < `to` wherever the line has text. */
  readonly from: number;
  readonly to: number;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
}

const severities = { ERROR: 'error', WARNING: 'warning', INFO: 'info' } as const;

/** Offset of a position that counts from 1; beyond the text, its nearest end. */
function offsetOf(lines: readonly string[], line: number, column: number): number {
  const index = Math.min(Math.max(1, line), lines.length) - 1;
  const before = lines.slice(0, index).reduce((sum, each) => sum + each.length + 1, 0);
  return before + Math.min(Math.max(1, column) - 1, lines[index]?.length ?? 0);
}

/** Where an editor underlines a diagnostic. One without an end marks to the end of its line, one without a place the first line. */
export function markOf(text: string, diagnostic: DiagnosticFieldsFragment): Mark {
  const lines = text.split('\n');
  const { line, column, endLine, endColumn, severity, message, hint } = diagnostic;
  const from = line === null ? 0 : offsetOf(lines, line, column ?? 1);
  const endOfLine = offsetOf(lines, endLine ?? line ?? 1, Number.MAX_SAFE_INTEGER);
  const to = endColumn === null ? endOfLine : offsetOf(lines, endLine ?? line ?? 1, endColumn);
  return {
    from,
    to: Math.max(from, to > from ? to : endOfLine),
    severity: severities[severity],
    message: hint === null ? message : `${message} ${hint}`,
  };
}
