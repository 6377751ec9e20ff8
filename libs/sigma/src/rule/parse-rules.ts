import type { Result } from '@sluice/diagnostics';
import { reportOn } from '../document-report.ts';
import { createReport, resultOf } from '../report.ts';
import type { Report } from '../report.ts';
import { createSource, readFully } from '../yaml/read-fully.ts';
import type { YamlSource } from '../yaml/read-fully.ts';
import { findDocuments } from '../yaml/read-yaml.ts';
import type { TextRange } from '../yaml/split-documents.ts';
import { entryOf } from '../yaml/yaml-node.ts';
import type { YamlDocument } from '../yaml/yaml-node.ts';
import { createCollection } from './collection.ts';
import { otherKindOf } from './other-kind.ts';
import type { ParseOptions } from './parse-options.ts';
import { readRuleQuickly } from './read-rule-quickly.ts';
import { readRule } from './read-rule.ts';
import type { SigmaRule } from './rule.ts';

/** A correlation or a filter, which `parseCorrelation` and `parseFilter` read. */
export interface OtherDocument<Kind extends 'correlation' | 'filter'> extends TextRange {
  readonly kind: Kind;
  /** Its legal YAML. Not part of the public shape. */
  readonly document: YamlDocument;
}

/** One document of a text by what it is, with its place in the text: offsets in UTF-16 units, `end` exclusive. */
export type ParsedDocument =
  | (TextRange & { readonly kind: 'rule'; readonly result: Result<SigmaRule> })
  | OtherDocument<'correlation'>
  | OtherDocument<'filter'>
  /** Not even its kind is known. */
  | (TextRange & { readonly kind: 'unreadable'; readonly result: Result<never> });

/**
 * Reads the detection rules of a text and finds its correlations and filters, in order, also those that build on each other
 * by `action`. Each is read by itself: what is wrong with one is told with it, and the others are read all the same.
 */
export function parseRules(text: string, options: ParseOptions = {}): readonly ParsedDocument[] {
  const report = createReport();
  const ranges = findDocuments(text, report);
  if (ranges === undefined)
    return [{ kind: 'unreadable', start: 0, end: text.length, result: resultOf<never>(undefined, report) }];
  const read = createReader(text, options);
  return ranges.map(read).filter((document) => document !== undefined);
}

/** Where documents may build on each other, each must be at hand with its places. */
const mayHaveActions = /^(?:---)?[ \t{]*["']?action\b/m;

function createReader(text: string, options: ParseOptions): (range: TextRange) => ParsedDocument | undefined {
  const ids = new Set<string>();
  const collection = createCollection();
  const isCollection = mayHaveActions.test(text);
  let source: YamlSource | undefined;

  const readPlaced = (range: TextRange): ParsedDocument | undefined => {
    const report = createReport();
    source ??= createSource(text);
    const written = readFully(source, range, report);
    if (written === undefined) collection.noteUnreadable(text.slice(range.start, range.end));
    const document = written && collection.take(written, report);
    if (report.hasErrors())
      return { kind: 'unreadable', ...range, result: resultOf<never>(undefined, report) };
    if (document === undefined) return undefined;
    const kind = otherKindOf(document)?.name;
    if (kind === 'correlation' || kind === 'filter') return { kind, ...range, document };
    const rule = readRule(document, report, options);
    if (rule !== undefined && ids.has(rule.metadata.id)) warnOfRepeatedId(rule.metadata.id, document, report);
    return { kind: 'rule', ...range, result: resultOf(rule, report) };
  };

  return (range) => {
    const quick = isCollection ? undefined : readRuleQuickly(text.slice(range.start, range.end), options);
    const document: ParsedDocument | undefined =
      quick === undefined || ids.has(quick.metadata.id)
        ? readPlaced(range)
        : { kind: 'rule', ...range, result: { ok: true, value: quick, diagnostics: [] } };
    if (document?.kind === 'rule' && document.result.ok) ids.add(document.result.value.metadata.id);
    return document;
  };
}

function warnOfRepeatedId(id: string, document: YamlDocument, report: Report): void {
  const message = `a rule before this one has the same id "${id}"`;
  const hint = 'give each rule an id of its own, by which its matches are reported';
  const at = entryOf(document.root, 'id')?.value ?? document.root;
  reportOn(document, report).warning('sigma.rule.id-repeated', message, at, hint);
}
