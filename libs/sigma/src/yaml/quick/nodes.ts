import type { YamlEntry, YamlMap, YamlNode, YamlScalar, YamlValue } from '../yaml-node.ts';

/** Nodes that were read without places. Written out each: spreading what they share takes longer than reading them. */
export function scalar(value: YamlValue): YamlScalar {
  return { kind: 'scalar', value, start: 0, end: 0 };
}

export function list(items: readonly YamlNode[]): YamlNode {
  return { kind: 'list', items, start: 0, end: 0 };
}

export function map(entries: readonly YamlEntry[]): YamlMap {
  return { kind: 'map', entries, start: 0, end: 0 };
}
