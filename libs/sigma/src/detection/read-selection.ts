import type { YamlMap, YamlNode } from '../yaml/yaml-node.ts';
import { intern } from '../rule/intern.ts';
import { and, or } from './predicate.ts';
import type { Expression } from './predicate.ts';
import { readItem, readKeyword } from './read-item.ts';
import type { Reading } from './reading.ts';
import { joinValues } from './text-list.ts';

/** Reads a selection: a map is a conjunction of items, a list a disjunction of maps and keywords. */
export function readSelection(name: string, node: YamlNode, reading: Reading): Expression {
  return { kind: 'selection', name: intern(name), item: readAlternatives(name, node, reading) };
}

function readAlternatives(name: string, node: YamlNode, reading: Reading): Expression {
  const refuse = (code: string, message: string, at: YamlNode): Expression => {
    reading.report.error(code, message, at);
    return or([]);
  };
  if (node.kind === 'map') return readMap(name, node, reading);
  if (node.kind === 'scalar') {
    if (node.value !== null) return keywords([readKeyword(node, reading)]);
    return refuse('sigma.selection.empty', `the selection "${name}" is empty`, node);
  }
  if (node.items.length === 0)
    return refuse('sigma.selection.empty', `the selection "${name}" is an empty list`, node);
  const maps: Expression[] = [];
  const words: Expression[] = [];
  for (const item of node.items) {
    if (item.kind === 'map') maps.push(readMap(name, item, reading));
    else if (item.kind === 'list') {
      return refuse('sigma.selection.nested', `the selection "${name}" holds a list in a list`, item);
    } else if (item.value === null) {
      return refuse('sigma.value.null-in-list', 'null may not stand in a list', item);
    } else words.push(readKeyword(item, reading));
  }
  return or(words.length === 0 ? maps : [keywords(words), ...maps]);
}

function keywords(words: readonly Expression[]): Expression {
  return { kind: 'item', name: '', item: joinValues('or', words) };
}

function readMap(name: string, map: YamlMap, reading: Reading): Expression {
  if (map.entries.length === 0) {
    reading.report.error('sigma.selection.empty', `the selection "${name}" has an empty map`, map);
  }
  return and(map.entries.map((entry) => readItem(entry, reading)));
}
