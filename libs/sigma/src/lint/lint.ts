import { createReport, maxFindings } from '../report.ts';
import type { ParseOptions } from '../rule/parse-options.ts';
import type { ParsedDocument } from '../rule/parse-rules.ts';
import { createSource, readFully } from '../yaml/read-fully.ts';
import type { YamlSource } from '../yaml/read-fully.ts';
import { findDocuments } from '../yaml/read-yaml.ts';
import { entryOf } from '../yaml/yaml-node.ts';
import { withoutOverlaps } from './apply-fixes.ts';
import { createLintDocument } from './lint-document.ts';
import type { LintDocument } from './lint-document.ts';
import type { Finding, LintDiagnostic, LintRule } from './lint-rule.ts';
import { parseDocuments } from './parse-documents.ts';
import { lintRules } from './rules.ts';

/**
 * All that is to be said about a text of rules: what the parser reports, and what lint rules find in documents that are
 * legal YAML, by their places. Never throws; at most 200 findings of lint rules. Fixes don't overlap.
 */
export function lint(text: string, options: ParseOptions = {}): readonly LintDiagnostic[] {
  const report = createReport();
  const ranges = findDocuments(text, report);
  if (ranges === undefined) return report.diagnostics;
  const documents = parseDocuments(text, options);
  const source = createSource(text);
  if (documents.length === 0 && ranges.every((range) => readFully(source, range, report) === undefined)) {
    report.error('sigma.rule.empty', 'the text holds no document');
    return report.diagnostics;
  }
  const found = documents.flatMap(({ parsed }) => lintDocument(parsed, source)).slice(0, maxFindings);
  const codes = new Set(found.map(({ code }) => code));
  const reported = documents
    .flatMap(({ result }) => result.diagnostics)
    .filter(({ code }) => !codes.has(code));
  return withoutOverlaps([...reported, ...found].toSorted(byPlace));
}

function lintDocument(parsed: ParsedDocument, source: YamlSource): readonly LintDiagnostic[] {
  const document = readFully(source, parsed, createReport());
  const root = document?.root;
  // What a document with an action means depends on others.
  if (root?.kind !== 'map' || entryOf(root, 'action') !== undefined) return [];
  const rule = parsed.kind === 'rule' && parsed.result.ok ? parsed.result.value : undefined;
  const linted = createLintDocument(source.text, root, rule);
  const isDetection = parsed.kind === 'rule';
  return lintRules
    .filter(({ scope }) => isDetection || scope === 'document')
    .flatMap((lintRule) => findingsOf(lintRule, linted, source));
}

function findingsOf(
  { code, severity, check }: LintRule,
  document: LintDocument,
  source: YamlSource,
): readonly LintDiagnostic[] {
  const diagnostics: LintDiagnostic[] = [];
  for (const finding of check(document)) {
    if (diagnostics.length === maxFindings) break;
    diagnostics.push({ code, severity, message: finding.message, ...placeOf(finding, document, source) });
  }
  return diagnostics;
}

function placeOf(
  { hint, at, fix }: Finding,
  { root }: LintDocument,
  source: YamlSource,
): Pick<LintDiagnostic, 'hint' | 'span' | 'fix'> {
  const { start, end } = at ?? { start: root.start, end: root.start };
  return {
    span: source.spanAt(start, end),
    ...(hint !== undefined && { hint }),
    ...(fix !== undefined && { fix }),
  };
}

function byPlace({ span: a }: LintDiagnostic, { span: b }: LintDiagnostic): number {
  return (a?.line ?? 0) - (b?.line ?? 0) || (a?.column ?? 0) - (b?.column ?? 0);
}
