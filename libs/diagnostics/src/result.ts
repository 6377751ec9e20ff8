import type { Diagnostic } from './diagnostic.ts';

/** Outcome of pure code that may refuse its input: a value, never an exception. */
export type Result<T> =
  | { readonly ok: true; readonly value: T; readonly diagnostics: readonly Diagnostic[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };
