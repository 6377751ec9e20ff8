import type { Placeholders } from '../modifiers/placeholders.ts';

/** What rules are read with. */
export interface ParseOptions {
  /** What fills in the placeholders of `expand`, by name without the percent signs. Taken literally, without wildcards. */
  readonly placeholders?: Placeholders;
  /**
   * Leaves out of the metadata what only people read: description, author, dates, references, false positives, related
   * rules. Fifty thousand rules take 25 MB less.
   */
  readonly isForMatching?: boolean;
}
