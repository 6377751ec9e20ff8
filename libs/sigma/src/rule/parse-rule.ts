import type { Result } from '@sluice/diagnostics';
import { reportOn } from '../document-report.ts';
import { createReport, resultOf } from '../report.ts';
import type { Report } from '../report.ts';
import { createSource, readFully } from '../yaml/read-fully.ts';
import { findDocuments } from '../yaml/read-yaml.ts';
import { otherKindOf } from './other-kind.ts';
import type { OtherKind } from './other-kind.ts';
import type { ParseOptions } from './parse-options.ts';
import { readRuleQuickly } from './read-rule-quickly.ts';
import { readRule } from './read-rule.ts';
import type { SigmaRule } from './rule.ts';

/**
 * Reads one detection rule. Never throws: whatever is wrong with the text, hostile YAML included, is a diagnostic with
 * its line and column. Warnings may come with a valid rule. Correlations, filters and several documents are refused:
 * `parseRules` reads them.
 */
export function parseRule(text: string, options: ParseOptions = {}): Result<SigmaRule> {
  const quick = readRuleQuickly(text, options);
  if (quick !== undefined) return { ok: true, value: quick, diagnostics: [] };
  const report = createReport();
  return resultOf(readFullRule(text, report, options), report);
}

function readFullRule(text: string, report: Report, options: ParseOptions): SigmaRule | undefined {
  const ranges = findDocuments(text, report);
  if (ranges === undefined) return undefined;
  const source = createSource(text);
  const [first, second] = ranges;
  const document = first && readFully(source, first, report);
  if (document === undefined) {
    if (!report.hasErrors()) report.error('sigma.rule.empty', 'the text holds no document');
    return undefined;
  }
  const placed = reportOn(document, report);
  const other = otherKindOf(document);
  if (other !== undefined) {
    const [group, what] = otherKinds[other.name];
    placed.error(`sigma.${group}.unexpected`, `${what}, where a rule belongs`, other.entry.key);
  } else if (second !== undefined) {
    const message = 'the text holds several documents where one rule belongs';
    const span = source.spanAt(second.start, second.end);
    placed.error('sigma.rule.several-documents', message, span, 'put each rule in a file of its own');
  } else return readRule(document, report, options);
  return undefined;
}

/** What else a document may be: part of a code, and words. */
const otherKinds: Readonly<Record<OtherKind['name'], readonly [group: string, what: string]>> = {
  correlation: ['correlation', 'a correlation'],
  filter: ['filter', 'a filter'],
  action: ['collection', 'part of a collection with "action"'],
};
