import type { YamlEntry, YamlMap, YamlNode } from './yaml-node.ts';

/** The entries of both maps; where both have one, maps are merged and anything else is taken from `over`. */
export function mergeMaps(base: YamlMap, over: YamlMap): YamlMap {
  const names = new Map(base.entries.map((entry): [string, YamlEntry] => [entry.name, entry]));
  for (const entry of over.entries) {
    const below = names.get(entry.name)?.value;
    const isMerged = below?.kind === 'map' && entry.value.kind === 'map';
    names.set(entry.name, isMerged ? { ...entry, value: mergeMaps(below, entry.value) } : entry);
  }
  return { ...over, entries: [...names.values()] };
}

/** Number of values in a tree, keys not counted. */
export function countNodes(node: YamlNode): number {
  if (node.kind === 'scalar') return 1;
  const below = node.kind === 'list' ? node.items : node.entries.map(({ value }) => value);
  return below.reduce((sum, child) => sum + countNodes(child), 1);
}
