import { createReport } from '../report.ts';
import { readQuickly } from '../yaml/quick/read-quickly.ts';
import { otherKindOf } from './other-kind.ts';
import type { ParseOptions } from './parse-options.ts';
import { readRule } from './read-rule.ts';
import type { SigmaRule } from './rule.ts';

/** A detection rule that nothing is to be said about; undefined for anything else, which must be read with its places. */
export function readRuleQuickly(text: string, options: ParseOptions): SigmaRule | undefined {
  const document = readQuickly(text);
  if (document === undefined || otherKindOf(document) !== undefined) return undefined;
  const report = createReport();
  const rule = readRule(document, report, options);
  return report.diagnostics.length === 0 ? rule : undefined;
}
