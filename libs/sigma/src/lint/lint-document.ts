import type { SigmaRule } from '../rule/rule.ts';
import { entryOf } from '../yaml/yaml-node.ts';
import type { YamlEntry, YamlList, YamlMap, YamlNode, YamlScalar } from '../yaml/yaml-node.ts';

/** One `field|modifiers: values` of a detection. */
export interface LintItem {
  readonly entry: YamlEntry;
  /** '' for keywords with modifiers. */
  readonly field: string;
  readonly modifiers: readonly string[];
  /** The scalars among the values. */
  readonly values: readonly YamlScalar[];
  /** Where the values stand in a list. */
  readonly list: YamlList | undefined;
}

/** A document as lint rules look at it. */
export interface LintDocument {
  /** The whole text; offsets of nodes are into it. */
  readonly text: string;
  readonly root: YamlMap;
  /** Entries of `detection` but for the condition. */
  readonly selections: readonly YamlEntry[];
  readonly items: readonly LintItem[];
  /** The conditions, one or several. */
  readonly conditions: readonly YamlScalar[];
  /** What the parser made of it, if it is a detection rule and legal. */
  readonly rule: SigmaRule | undefined;
}

/** Takes a document apart for lint rules. */
export function createLintDocument(text: string, root: YamlMap, rule: SigmaRule | undefined): LintDocument {
  const detection = entryOf(root, 'detection')?.value;
  const entries = detection?.kind === 'map' ? detection.entries : [];
  const selections = entries.filter(({ name }) => name !== 'condition' && name !== 'timeframe');
  const condition = entries.find(({ name }) => name === 'condition')?.value;
  return {
    text,
    root,
    selections,
    items: selections.flatMap(({ value }) => itemsOf(value)),
    conditions: condition === undefined ? [] : scalarsOf(condition),
    rule,
  };
}

function itemsOf(selection: YamlNode): readonly LintItem[] {
  if (selection.kind === 'list')
    return selection.items.flatMap((item) => (item.kind === 'map' ? itemsOf(item) : []));
  if (selection.kind === 'scalar') return [];
  return selection.entries.map((entry) => {
    const [field = '', ...modifiers] = entry.name.split('|');
    const list = entry.value.kind === 'list' ? entry.value : undefined;
    return { entry, field, modifiers, values: scalarsOf(entry.value), list };
  });
}

/** The scalar that a node is, or those of a list. */
export function scalarsOf(node: YamlNode): readonly YamlScalar[] {
  if (node.kind === 'map') return [];
  return node.kind === 'scalar' ? [node] : node.items.filter((item) => item.kind === 'scalar');
}

/** A key of the document. */
export function keyOf({ root }: LintDocument, name: string): YamlEntry | undefined {
  return entryOf(root, name);
}

/** The text of a key that holds one; undefined for anything else. */
export function textOf(
  document: LintDocument,
  name: string,
): { readonly text: string; readonly at: YamlScalar } | undefined {
  const value = keyOf(document, name)?.value;
  return value?.kind === 'scalar' && value.value !== null
    ? { text: String(value.value), at: value }
    : undefined;
}

/** The scalars that a key holds, with their texts. */
export function textsOf(
  document: LintDocument,
  name: string,
): readonly { readonly text: string; readonly at: YamlScalar }[] {
  const value = keyOf(document, name)?.value;
  const scalars = value === undefined ? [] : scalarsOf(value);
  return scalars.filter((at) => at.value !== null).map((at) => ({ text: String(at.value), at }));
}
