import type { Result } from '@sluice/diagnostics';
import { parseCorrelation } from '../correlation/parse-correlation.ts';
import type { Correlation } from '../correlation/correlation.ts';
import type { SigmaFilter } from '../filter/filter.ts';
import { parseFilter } from '../filter/parse-filter.ts';
import type { ParseOptions } from '../rule/parse-options.ts';
import { parseRules } from '../rule/parse-rules.ts';
import type { ParsedDocument } from '../rule/parse-rules.ts';
import type { SigmaRule } from '../rule/rule.ts';

/** A document of a text and what the parser says about it. */
export interface ReadDocument {
  readonly parsed: ParsedDocument;
  readonly result: Result<SigmaRule | Correlation | SigmaFilter>;
}

/** Reads the documents of a text, whatever they are, in order. */
export function parseDocuments(text: string, options: ParseOptions): readonly ReadDocument[] {
  return parseRules(text, options).map((parsed) => ({ parsed, result: read(parsed, options) }));
}

function read(parsed: ParsedDocument, options: ParseOptions): ReadDocument['result'] {
  switch (parsed.kind) {
    case 'rule':
    case 'unreadable':
      return parsed.result;
    case 'correlation':
      return parseCorrelation(parsed);
    case 'filter':
      return parseFilter(parsed, options);
  }
}
