import type { CodePoints } from '../../pattern/code-points.ts';

/** The texts of the event in hand, for what the kernel leaves to its host. */
export interface EventTexts {
  /** Of a field, by its number; none if it is absent. */
  ofField(field: number): readonly string[];
  /** Whether any text of a field, or of all strings of the event for `keywordField`, passes; it is in `into` meanwhile. */
  some(field: number, into: CodePoints, passes: () => boolean): boolean;
  /** Reads one of the kernel's values. */
  read(value: number, into: CodePoints): CodePoints;
}
