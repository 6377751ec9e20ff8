import type { Report } from './report.ts';

/** A report that passes on all findings but those with one of `codes`, for documents where they don't apply. */
export function reportWithout(report: Report, codes: readonly string[]): Report {
  return {
    diagnostics: report.diagnostics,
    hasErrors: () => report.hasErrors(),
    error: (code, message, place) => {
      if (!codes.includes(code)) report.error(code, message, place);
    },
    warning: (code, message, place) => {
      if (!codes.includes(code)) report.warning(code, message, place);
    },
  };
}
