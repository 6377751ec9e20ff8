export type { Diagnostic, Severity, Span } from './diagnostic.ts';
export { assertNever, invariant, InvariantError } from './invariant.ts';
export type { Result } from './result.ts';
