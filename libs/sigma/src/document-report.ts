import type { Span } from '@sluice/diagnostics';
import type { Report } from './report.ts';
import type { YamlDocument } from './yaml/yaml-node.ts';

/** A part of a document: a node, or a span of its text. */
export type Place = Span | { readonly start: number; readonly end: number };

/** Takes findings about one document, each at its place; at the document's begin where that is absent. */
export interface DocumentReport {
  readonly document: YamlDocument;
  hasErrors(): boolean;
  error(code: string, message: string, at?: Place, hint?: string): void;
  warning(code: string, message: string, at?: Place, hint?: string): void;
}

/** A report about one document, which goes on to the report about all that is read. */
export function reportOn(document: YamlDocument, report: Report): DocumentReport {
  const spanOf = (at: Place = { start: document.root.start, end: document.root.start }): Span =>
    'line' in at ? at : document.spanOf(at);
  return {
    document,
    hasErrors: report.hasErrors,
    error: (code, message, at, hint) => {
      report.error(code, message, { span: spanOf(at), hint });
    },
    warning: (code, message, at, hint) => {
      report.warning(code, message, { span: spanOf(at), hint });
    },
  };
}
