import type { Span } from '@sluice/diagnostics';
import type { Report } from '../report.ts';
import { entryOf } from '../yaml/yaml-node.ts';
import type { YamlDocument, YamlEntry, YamlMap, YamlNode } from '../yaml/yaml-node.ts';

/** A map of a document that is being read, with where its findings go. */
export interface Section {
  readonly map: YamlMap;
  readonly document: YamlDocument;
  readonly report: Report;
}

/** The entry called `name`. */
export function entryIn({ map }: Section, name: string): YamlEntry | undefined {
  return entryOf(map, name);
}

/** The text of a scalar; numbers and booleans as they are printed. Undefined for null, lists and maps. */
export function textOf(node: YamlNode | undefined): string | undefined {
  return node?.kind === 'scalar' && node.value !== null ? String(node.value) : undefined;
}

/** One text with its place. */
export interface PlacedText {
  readonly text: string;
  readonly span: Span;
}

/** A text or a list of texts, none of them empty. Undefined if the node is anything else. */
export function placedTexts(node: YamlNode, document: YamlDocument): readonly PlacedText[] | undefined {
  const nodes = node.kind === 'list' ? node.items : [node];
  const texts: PlacedText[] = [];
  for (const item of nodes) {
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

/** Warns of keys that mean nothing here. */
export function warnOfUnknownKeys(
  { map, document, report }: Section,
  known: readonly string[],
  where: string,
): void {
  for (const { name, key } of map.entries) {
    if (known.includes(name)) continue;
    report.warning('sigma.correlation.unknown-key', `"${name.slice(0, 80)}" has no meaning in ${where}`, {
      span: document.spanOf(key),
      hint: `what is known here: ${known.join(', ')}`,
    });
  }
}
