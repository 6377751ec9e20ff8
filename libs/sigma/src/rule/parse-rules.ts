import type { Diagnostic, Result } from '@sluice/diagnostics';
import type { Correlation } from '../correlation/correlation.ts';
import { readCorrelation } from '../correlation/read-correlation.ts';
import type { SigmaFilter } from '../filter/filter.ts';
import { readFilter } from '../filter/read-filter.ts';
import { createReport } from '../report.ts';
import type { Report } from '../report.ts';
import { readQuickly } from '../yaml/quick/read-quickly.ts';
import { createSource, readFully } from '../yaml/read-fully.ts';
import type { YamlSource } from '../yaml/read-fully.ts';
import { findDocuments } from '../yaml/read-yaml.ts';
import type { TextRange } from '../yaml/split-documents.ts';
import { entryOf } from '../yaml/yaml-node.ts';
import type { YamlDocument } from '../yaml/yaml-node.ts';
import { createCollection } from './collection.ts';
import type { Collection } from './collection.ts';
import type { ParseOptions } from './parse-options.ts';
import { readRule } from './read-rule.ts';
import type { SigmaRule } from './rule.ts';

/** One document of a text by what it is, with its place in the text: offsets in UTF-16 units, `end` exclusive. */
export type ParsedDocument = TextRange &
  (
    | { readonly kind: 'rule'; readonly result: Result<SigmaRule> }
    | { readonly kind: 'correlation'; readonly result: Result<Correlation> }
    | { readonly kind: 'filter'; readonly result: Result<SigmaFilter> }
    /** Not even its kind is known. */
    | { readonly kind: 'unreadable'; readonly result: Result<never> }
  );

/**
 * Reads the documents of a text, in order: detection rules, correlations and filters, also those that build on each other by
 * `action`. Each is read by itself: what is wrong with one is told with it, and the others are read all the same.
 */
export function parseRules(text: string, options: ParseOptions = {}): readonly ParsedDocument[] {
  const report = createReport();
  const ranges = findDocuments(text, report);
  if (ranges === undefined) {
    return [
      {
        kind: 'unreadable',
        start: 0,
        end: text.length,
        result: { ok: false, diagnostics: report.diagnostics },
      },
    ];
  }
  const reader = createReader(text, options);
  return ranges.flatMap((range) => reader(range));
}

/** Where documents may build on each other, each must be at hand with its places. */
const mayHaveActions = /^(?:---)?[ \t{]*["']?action\b/m;

function createReader(text: string, options: ParseOptions): (range: TextRange) => readonly ParsedDocument[] {
  const ids = new Set<string>();
  const collection = createCollection();
  const isCollection = mayHaveActions.test(text);
  let source: YamlSource | undefined;

  const readRange = (range: TextRange): ParsedDocument | undefined => {
    const quick = isCollection ? undefined : parseQuickly(text.slice(range.start, range.end), ids, options);
    if (quick !== undefined)
      return { kind: 'rule', ...range, result: { ok: true, value: quick, diagnostics: [] } };
    source ??= createSource(text);
    return parseFully(source, range, collection, ids, options);
  };

  return (range) => {
    const document = readRange(range);
    if (document?.kind === 'rule' && document.result.ok) ids.add(document.result.value.metadata.id);
    return document === undefined ? [] : [document];
  };
}

/** A rule that nothing is to be said about; undefined for anything else. */
function parseQuickly(text: string, ids: ReadonlySet<string>, options: ParseOptions): SigmaRule | undefined {
  const document = readQuickly(text);
  if (document === undefined || otherKindOf(document) !== undefined) return undefined;
  const report = createReport();
  const rule = readRule(document, report, options);
  return report.diagnostics.length > 0 || (rule !== undefined && ids.has(rule.metadata.id))
    ? undefined
    : rule;
}

function otherKindOf({ root }: YamlDocument): string | undefined {
  return ['correlation', 'filter', 'action'].find((name) => entryOf(root, name) !== undefined);
}

function parseFully(
  source: YamlSource,
  range: TextRange,
  collection: Collection,
  ids: ReadonlySet<string>,
  options: ParseOptions,
): ParsedDocument | undefined {
  const report = createReport();
  const written = readFully(source, range, report);
  if (written === undefined) collection.noteUnreadable(source.text.slice(range.start, range.end));
  const document = written && collection.take(written, report);
  if (report.hasErrors()) return { kind: 'unreadable', ...range, result: refused(report) };
  if (document === undefined) return undefined;
  switch (otherKindOf(document)) {
    case 'correlation':
      return { kind: 'correlation', ...range, result: resultOf(readCorrelation(document, report), report) };
    case 'filter':
      return { kind: 'filter', ...range, result: resultOf(readFilter(document, report, options), report) };
    default: {
      const rule = readRule(document, report, options);
      if (rule !== undefined && ids.has(rule.metadata.id))
        warnOfRepeatedId(rule.metadata.id, document, report);
      return { kind: 'rule', ...range, result: resultOf(rule, report) };
    }
  }
}

function warnOfRepeatedId(id: string, document: YamlDocument, report: Report): void {
  const entry = entryOf(document.root, 'id');
  report.warning('sigma.rule.id-repeated', `a rule before this one has the same id "${id}"`, {
    span: document.spanOf(entry?.value ?? document.root),
    hint: 'give each rule an id of its own, by which its matches are reported',
  });
}

function resultOf<T>(value: T | undefined, report: Report): Result<T> {
  return value === undefined || report.hasErrors()
    ? refused(report)
    : { ok: true, value, diagnostics: report.diagnostics };
}

function refused({ diagnostics }: Report): {
  readonly ok: false;
  readonly diagnostics: readonly Diagnostic[];
} {
  return { ok: false, diagnostics };
}
