import type { Result } from '@sluice/diagnostics';
import { createReport } from '../report.ts';
import type { Report } from '../report.ts';
import { readQuickly } from '../yaml/quick/read-quickly.ts';
import { createSource, readFully } from '../yaml/read-fully.ts';
import { findDocuments } from '../yaml/read-yaml.ts';
import { entryOf } from '../yaml/yaml-node.ts';
import type { YamlDocument } from '../yaml/yaml-node.ts';
import type { ParseOptions } from './parse-options.ts';
import { readRule } from './read-rule.ts';
import type { SigmaRule } from './rule.ts';

/**
 * Reads one detection rule. Never throws: whatever is wrong with the text, hostile YAML included, is a diagnostic with
 * its line and column. Warnings may come with a valid rule. Correlations, filters and several documents are refused:
 * `parseRules` reads them.
 */
export function parseRule(text: string, options: ParseOptions = {}): Result<SigmaRule> {
  const quick = readQuickly(text);
  if (quick !== undefined) {
    // Without a finding, there is no place to tell, and this was all.
    const report = createReport();
    const rule = readSingle(quick, report, options);
    if (rule !== undefined && report.diagnostics.length === 0)
      return { ok: true, value: rule, diagnostics: [] };
  }
  return parseFully(text, options);
}

function parseFully(text: string, options: ParseOptions): Result<SigmaRule> {
  const report = createReport();
  const document = readOnlyDocument(text, report);
  const rule = document && readSingle(document, report, options);
  return rule === undefined
    ? { ok: false, diagnostics: report.diagnostics }
    : { ok: true, value: rule, diagnostics: report.diagnostics };
}

function readOnlyDocument(text: string, report: Report): YamlDocument | undefined {
  const ranges = findDocuments(text, report);
  if (ranges === undefined) return undefined;
  const source = createSource(text);
  const [first, second] = ranges;
  const document = first && readFully(source, first, report);
  if (document === undefined) {
    if (!report.hasErrors()) report.error('sigma.rule.empty', 'the text holds no document');
    return undefined;
  }
  if (second !== undefined && !isOtherKind(document, createReport())) {
    report.error('sigma.rule.several-documents', 'the text holds several documents where one rule belongs', {
      span: source.spanAt(second.start, second.end),
      hint: 'put each rule in a file of its own',
    });
    return undefined;
  }
  return document;
}

function readSingle(document: YamlDocument, report: Report, options: ParseOptions): SigmaRule | undefined {
  return isOtherKind(document, report) ? undefined : readRule(document, report, options);
}

/** Documents of a Sigma kind other than a detection rule. */
const otherKinds = [
  {
    key: 'correlation',
    code: 'sigma.correlation.unexpected',
    message: 'a correlation, where a rule belongs',
  },
  { key: 'filter', code: 'sigma.filter.unexpected', message: 'a filter, where a rule belongs' },
  {
    key: 'action',
    code: 'sigma.collection.unexpected',
    message: 'part of a collection with "action", where a rule belongs',
  },
];

function isOtherKind(document: YamlDocument, report: Report): boolean {
  for (const { key, code, message } of otherKinds) {
    const entry = entryOf(document.root, key);
    if (entry === undefined) continue;
    report.error(code, message, { span: document.spanOf(entry.key) });
    return true;
  }
  return false;
}
