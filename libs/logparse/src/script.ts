import type { Span } from '@sluice/diagnostics';

/** Value of a parameter: a text, or for flags a boolean. */
export type Argument = string | boolean;

/** One call of a function. */
export interface Step {
  readonly name: string;
  /** By parameter, as written: what has a default may be missing. */
  readonly arguments: Readonly<Record<string, Argument>>;
  /** Of the whole call. */
  readonly span: Span;
}

/** A parsing script as plain data, found valid: its steps run one after the other. */
export interface Script {
  readonly steps: readonly Step[];
}
