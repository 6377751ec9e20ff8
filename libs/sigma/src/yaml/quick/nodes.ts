import type { YamlEntry, YamlMap, YamlNode, YamlScalar, YamlValue } from '../yaml-node.ts';

/** Of nodes that were read without places. */
const nowhere = { start: 0, end: 0 };

export function scalar(value: YamlValue): YamlScalar {
  return { kind: 'scalar', value, ...nowhere };
}

export function list(items: readonly YamlNode[]): YamlNode {
  return { kind: 'list', items, ...nowhere };
}

export function map(entries: readonly YamlEntry[]): YamlMap {
  return { kind: 'map', entries, ...nowhere };
}
