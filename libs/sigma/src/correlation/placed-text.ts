import type { Span } from '@sluice/diagnostics';
import type { DocumentReport } from '../document-report.ts';
import { itemsOf, textOf } from '../yaml/yaml-node.ts';
import type { YamlNode } from '../yaml/yaml-node.ts';

/** One text with its place. */
export interface PlacedText {
  readonly text: string;
  readonly span: Span;
}

/** A text or a list of texts, none of them empty. Undefined if the node is anything else. */
export function placedTexts(
  node: YamlNode,
  { document }: Pick<DocumentReport, 'document'>,
): readonly PlacedText[] | undefined {
  const texts: PlacedText[] = [];
  for (const item of itemsOf(node)) {
    const text = textOf(item);
    if (text === undefined || text === '') return undefined;
    texts.push({ text, span: document.spanOf(item) });
  }
  return texts;
}

/** The first text that stands twice. */
export function findRepeated(texts: readonly PlacedText[]): PlacedText | undefined {
  const seen = new Set<string>();
  return texts.find(({ text }) => seen.size === seen.add(text).size);
}
