import type { Diagnostic } from '@sluice/diagnostics';

/** The first error of a text that was refused: its code, and the message with the place before it. */
export function firstFault({ diagnostics }: { readonly diagnostics: readonly Diagnostic[] }): {
  readonly code: string;
  readonly message: string;
} {
  const fault = diagnostics.find(({ severity }) => severity === 'error');
  if (fault === undefined) return { code: 'refused', message: 'refused' };
  const { code, message, span } = fault;
  const place = span === undefined ? '' : `line ${span.line}, column ${span.column}: `;
  return { code, message: place + message };
}
