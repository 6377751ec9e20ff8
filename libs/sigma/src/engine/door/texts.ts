import type { CodePoints } from '../../pattern/code-points.ts';

/** The texts of the event in hand, for what the kernel leaves to its host. */
export interface EventTexts {
  /** Whether any text of a field, by its number, or of all strings of the event for `keywordField`, passes; it is in `into` meanwhile. */
  some(field: number, into: CodePoints, passes: () => boolean): boolean;
  /** Reads one of the kernel's values. */
  read(value: number, into: CodePoints): CodePoints;
}
