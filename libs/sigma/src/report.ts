import type { Diagnostic, Severity, Span } from '@sluice/diagnostics';

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

/** Makes an empty report. */
export function createReport(): Report {
  const diagnostics: Diagnostic[] = [];
  const add = (severity: Severity, code: string, message: string, { span, hint }: Place = {}): void => {
    diagnostics.push({ code, severity, message, ...(hint && { hint }), ...(span && { span }) });
  };
  return {
    diagnostics,
    hasErrors: () => diagnostics.some(({ severity }) => severity === 'error'),
    error: (code, message, place) => {
      add('error', code, message, place);
    },
    warning: (code, message, place) => {
      add('warning', code, message, place);
    },
  };
}
