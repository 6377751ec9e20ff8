import type { DocumentReport } from '../document-report.ts';
import type { Placeholders } from '../modifiers/placeholders.ts';

/** Most tests of one rule: the longest of SigmaHQ has 4,432, and modifiers such as `windash` multiply. */
export const maxTests = 100_000;

/** What the parts of one rule are read with. */
export interface Reading {
  readonly report: DocumentReport;
  readonly placeholders: Placeholders;
  /** Tests that the rule may still make. */
  testsLeft: number;
}
