import { Composer } from 'yaml';
import type { Document, ParsedNode } from 'yaml';
import type { Report } from '../report.ts';
import { convertNode } from './convert-node.ts';
import type { RefuseNode } from './convert-node.ts';
import { maxDepth, maxNodes, maxPlacedValues, maxSeparators, maxTextLength } from './limits.ts';
import { createLocator, offsetInScalar } from './locate.ts';
import type { TextRange } from './split-documents.ts';
import { tokenize } from './tokenize.ts';
import type { ValueBudget } from './tokenize.ts';
import type { YamlDocument, YamlScalar } from './yaml-node.ts';

/** A text with a way to tell the lines and columns of its offsets. */
export interface YamlSource {
  readonly text: string;
  readonly spanAt: ReturnType<typeof createLocator>;
  /** What its documents have in common. */
  readonly budget: ValueBudget;
}

/** Takes in a text; its lines are counted once. */
export function createSource(text: string): YamlSource {
  return { text, spanAt: createLocator(text), budget: { valuesLeft: maxPlacedValues } };
}

/**
 * Reads the YAML of one document of a text, as plain nodes with places. Hostile text (too long, too deep, alias bombs) is
 * refused with a diagnostic. Undefined after any error, and without one if the document holds nothing.
 */
export function readFully(source: YamlSource, range: TextRange, report: Report): YamlDocument | undefined {
  const { text, spanAt } = source;
  const part = text.slice(range.start, range.end);
  const refuse: RefuseNode = (code, message, start, end) => {
    report.error(code, message, { span: spanAt(start + range.start, end + range.start) });
  };
  const fault = faultOf(part);
  if (fault !== undefined) {
    const { code, message, at } = fault;
    if (at === undefined) report.error(code, message);
    else refuse(code, message, at, at + 1);
    return undefined;
  }
  const documents = compose(part, source.budget, report);
  const [document, second] = documents;
  for (const { name, message, pos } of documents.flatMap(({ errors, warnings }) => [
    ...errors,
    ...warnings,
  ])) {
    const code = name === 'YAMLWarning' ? 'unsupported' : 'syntax';
    refuse(`sigma.yaml.${code}`, message.split('\n', 1)[0] ?? '', ...pos);
  }
  if (second !== undefined && !report.hasErrors()) {
    const [at] = second.range;
    refuse('sigma.yaml.syntax', 'a second document begins without "---"', at, at + 1);
  }
  if (report.hasErrors() || document === undefined || document.contents === null) return undefined;
  const root = convertNode(document.contents, range.start, refuse);
  if (report.hasErrors()) return undefined;
  return {
    root,
    spanOf: ({ start, end }) => spanAt(start, end),
    spanWithin: (scalar: YamlScalar, from, to) => {
      const start = offsetInScalar(text, scalar, from);
      return spanAt(start, start + Math.max(1, to - from));
    },
  };
}

/** What can be seen without parsing. */
function faultOf(text: string): { code: string; message: string; at?: number } | undefined {
  if (text.length > maxTextLength) {
    const message = `the text has ${text.length} characters, more than ${maxTextLength}`;
    return { code: 'sigma.yaml.too-long', message };
  }
  if (text.split(/[\n,]/, maxSeparators + 2).length > maxSeparators + 1) {
    return { code: 'sigma.yaml.too-many-nodes', message: `more than ${maxSeparators} line ends and commas` };
  }
  const nul = text.indexOf('\0');
  if (nul !== -1) {
    const message = 'the text holds the character U+0000, which YAML does not allow';
    return { code: 'sigma.yaml.nul', message, at: nul };
  }
  if (text.isWellFormed()) return undefined;
  return {
    code: 'sigma.yaml.surrogate',
    message: 'the text holds half of a surrogate pair, which is no character',
    at: text.search(/\p{Surrogate}/u),
  };
}

function compose(text: string, budget: ValueBudget, report: Report): readonly Document.Parsed[] {
  const tokens = tokenize(text, budget);
  if (typeof tokens === 'string') {
    const message =
      tokens === 'too-deep'
        ? `nests deeper than ${maxDepth} levels`
        : `holds more than ${maxNodes} values, or all its documents more than ${maxPlacedValues}`;
    report.error(`sigma.yaml.${tokens}`, `the text ${message}`);
    return [];
  }
  const composer = new Composer<ParsedNode>({
    version: '1.2',
    schema: 'core',
    intAsBigInt: true,
    // The library compares every key with every other one; duplicates are found below with a set.
    uniqueKeys: false,
    logLevel: 'silent',
  });
  return [...composer.compose(tokens)];
}
