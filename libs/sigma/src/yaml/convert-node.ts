import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { ParsedNode } from 'yaml';
import { maxDepth, maxNodes } from './limits.ts';
import type { YamlEntry, YamlNode, YamlScalar } from './yaml-node.ts';

/** Takes what is wrong with a part of the document's text. */
export type RefuseNode = (code: string, message: string, start: number, end: number) => void;

/**
 * Makes plain nodes of the library's, with `shift` added to their offsets. Aliases are followed, up to the limits; what is
 * refused is reported, and null.
 */
export function convertNode(root: ParsedNode, shift: number, refuse: RefuseNode): YamlNode {
  let nodes = 0;
  let isStopped = false;
  // In the order of the text, so that an alias finds the last node before it; the library would search all of it each time.
  const anchors = new Map<string, ParsedNode>();
  const nothing = (at: number): YamlScalar => ({
    kind: 'scalar',
    value: null,
    start: at + shift,
    end: at + shift,
  });

  const stop = (code: string, message: string, start: number, end: number): YamlNode => {
    if (!isStopped) refuse(code, message, start, end);
    isStopped = true;
    return nothing(start);
  };

  const readKey = (key: ParsedNode, depth: number): YamlScalar => {
    const read = convert(key, depth);
    if (read.kind === 'scalar') return read;
    const [start, end] = key.range;
    refuse('sigma.yaml.key', 'a key must be a single value', start, end);
    return nothing(start);
  };

  const readEntries = (items: readonly { key: unknown; value: unknown }[], depth: number): YamlEntry[] => {
    const names = new Set<string>();
    const entries: YamlEntry[] = [];
    for (const { key: keyNode, value } of items) {
      if (isStopped) break;
      const key = readKey(keyNode as ParsedNode, depth + 1);
      const [start, end] = (keyNode as ParsedNode).range;
      const name = String(key.value);
      if (names.has(name)) {
        refuse('sigma.yaml.duplicate-key', `the key "${name}" stands twice in one map`, start, end);
      } else if (name === '<<') {
        refuse('sigma.yaml.merge-key', 'merge keys (<<) are not part of YAML 1.2', start, end);
      }
      names.add(name);
      entries.push({
        key,
        name,
        value: value === null ? nothing(end) : convert(value as ParsedNode, depth + 1),
      });
    }
    return entries;
  };

  const convert = (node: ParsedNode, depth: number): YamlNode => {
    const [start, end] = node.range;
    if (isStopped) return nothing(start);
    nodes += 1;
    if (depth > maxDepth)
      return stop('sigma.yaml.too-deep', `nested deeper than ${maxDepth} levels`, start, end);
    if (nodes > maxNodes)
      return stop('sigma.yaml.too-many-nodes', `more than ${maxNodes} values`, start, end);
    if (isAlias(node)) {
      const target = anchors.get(node.source);
      return target === undefined
        ? stop('sigma.yaml.alias', `no anchor is called "${node.source}"`, start, end)
        : convert(target, depth + 1);
    }
    if (node.anchor !== undefined) anchors.set(node.anchor, node);
    const place = { start: start + shift, end: end + shift };
    if (isMap(node)) return { kind: 'map', entries: readEntries(node.items, depth), ...place };
    if (isSeq(node))
      return { kind: 'list', items: node.items.map((item) => convert(item, depth + 1)), ...place };
    const value: unknown = isScalar(node) ? node.value : null;
    if (typeof value === 'string' && !value.isWellFormed()) {
      return stop(
        'sigma.yaml.surrogate',
        'an escape makes half of a surrogate pair, which is no character',
        start,
        end,
      );
    }
    if (value === null || ['string', 'bigint', 'number', 'boolean'].includes(typeof value)) {
      return { kind: 'scalar', value: value as YamlScalar['value'], ...place };
    }
    return stop('sigma.yaml.value', `values of the type ${typeof value} are not supported`, start, end);
  };
  return convert(root, 0);
}
