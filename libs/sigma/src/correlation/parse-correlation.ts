import type { Result } from '@sluice/diagnostics';
import { createReport, resultOf } from '../report.ts';
import type { OtherDocument } from '../rule/parse-rules.ts';
import type { Correlation } from './correlation.ts';
import { readCorrelation } from './read-correlation.ts';

/** Reads a correlation that `parseRules` found. Never throws; warnings may come with a valid one. */
export function parseCorrelation({ document }: OtherDocument<'correlation'>): Result<Correlation> {
  const report = createReport();
  return resultOf(readCorrelation(document, report), report);
}
