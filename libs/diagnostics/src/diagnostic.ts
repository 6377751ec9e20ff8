/** How bad a diagnostic is: an `error` refuses the whole text, the others do not. */
export type Severity = 'error' | 'warning' | 'info';

/** A place in a text: 1-based line and column in UTF-16 units, `end` exclusive. */
export interface Span {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** One finding about a text that a person wrote. `code` is stable and dotted, for example `sigma.modifier.unknown`. */
export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  /** What is wrong, with the value that is wrong. */
  readonly message: string;
  /** What to do about it; absent where the message says it. */
  readonly hint?: string;
  /** Absent only where the finding has no place, for example an empty file. */
  readonly span?: Span;
}
