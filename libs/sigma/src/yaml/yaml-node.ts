import type { Span } from '@sluice/diagnostics';

/** A value of the YAML 1.2 core schema. Integers are bigint, so that long ones keep every digit. */
export type YamlValue = string | bigint | number | boolean | null;

/** One value with its place: offsets into the text, `end` exclusive. */
export interface YamlScalar {
  readonly kind: 'scalar';
  readonly value: YamlValue;
  readonly start: number;
  readonly end: number;
}

export interface YamlEntry {
  readonly key: YamlScalar;
  readonly name: string;
  readonly value: YamlNode;
}

export interface YamlMap {
  readonly kind: 'map';
  readonly entries: readonly YamlEntry[];
  readonly start: number;
  readonly end: number;
}

export interface YamlList {
  readonly kind: 'list';
  readonly items: readonly YamlNode[];
  readonly start: number;
  readonly end: number;
}

export type YamlNode = YamlScalar | YamlMap | YamlList;

/** One document with what is needed to point into its text. */
export interface YamlDocument {
  readonly root: YamlNode;
  /** Span of a node, or of a single-line scalar's key. */
  spanOf(node: { readonly start: number; readonly end: number }): Span;
  /** Span of the characters `from` to `to` of a string scalar's value, also when it is quoted or folded. */
  spanWithin(scalar: YamlScalar, from: number, to: number): Span;
}

/** The entry called `name`, if the node is a map that has one. */
export function entryOf(node: YamlNode, name: string): YamlEntry | undefined {
  if (node.kind !== 'map') return undefined;
  for (const entry of node.entries) if (entry.name === name) return entry;
  return undefined;
}

/** The text of a scalar; numbers and booleans as they are printed. Undefined for null, lists and maps. */
export function textOf(node: YamlNode | undefined): string | undefined {
  return node?.kind === 'scalar' && node.value !== null ? String(node.value) : undefined;
}

/** The items of a list, or the node itself where one value stands for a list of one. */
export function itemsOf(node: YamlNode): readonly YamlNode[] {
  return node.kind === 'list' ? node.items : [node];
}
