import type { Placeholders } from '../modifiers/placeholders.ts';

/** What rules are read with. */
export interface ParseOptions {
  /** What fills in the placeholders of `expand`, by name without the percent signs. Taken literally, without wildcards. */
  readonly placeholders?: Placeholders;
}
