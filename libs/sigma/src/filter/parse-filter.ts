import type { Result } from '@sluice/diagnostics';
import { createReport, resultOf } from '../report.ts';
import type { ParseOptions } from '../rule/parse-options.ts';
import type { OtherDocument } from '../rule/parse-rules.ts';
import type { SigmaFilter } from './filter.ts';
import { readFilter } from './read-filter.ts';

/** Reads a filter that `parseRules` found. Never throws; warnings may come with a valid one. */
export function parseFilter(
  { document }: OtherDocument<'filter'>,
  options: ParseOptions = {},
): Result<SigmaFilter> {
  const report = createReport();
  return resultOf(readFilter(document, report, options), report);
}
