import type { Diagnostic, Result, Severity, Span } from '@sluice/diagnostics';

/** Where a finding goes and what to do about it; both may be unknown. */
export interface Place {
  readonly span?: Span | undefined;
  readonly hint?: string | undefined;
}

/** Collects findings while a text is read, so that one pass reports all that is wrong. */
export interface Report {
  readonly diagnostics: readonly Diagnostic[];
  hasErrors(): boolean;
  error(code: string, message: string, place?: Place): void;
  warning(code: string, message: string, place?: Place): void;
}

/** Most findings about one text; nobody reads more, and a hostile text could cause a million. */
export const maxFindings = 200;

/** Makes an empty report. Errors beyond the limit still count as such. */
export function createReport(): Report {
  const diagnostics: Diagnostic[] = [];
  let hasErrors = false;
  const add = (severity: Severity, code: string, message: string, { span, hint }: Place = {}): void => {
    if (severity === 'error') hasErrors = true;
    if (diagnostics.length < maxFindings) {
      diagnostics.push({ code, severity, message, ...(hint && { hint }), ...(span && { span }) });
    } else if (diagnostics.length === maxFindings) {
      const more = `more than ${maxFindings} findings: the others are left out`;
      diagnostics.push({ code: 'sigma.too-many-findings', severity: 'warning', message: more });
    }
  };
  return {
    diagnostics,
    hasErrors: () => hasErrors,
    error: (code, message, place) => {
      add('error', code, message, place);
    },
    warning: (code, message, place) => {
      add('warning', code, message, place);
    },
  };
}

/** What came of reading, with all that was found; refused where nothing came of it, or with an error. */
export function resultOf<T>(value: T | undefined, { diagnostics, hasErrors }: Report): Result<T> {
  return value === undefined || hasErrors() ? { ok: false, diagnostics } : { ok: true, value, diagnostics };
}
