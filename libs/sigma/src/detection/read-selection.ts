import type { Report } from '../report.ts';
import type { YamlDocument, YamlMap, YamlNode } from '../yaml/yaml-node.ts';
import { and, or } from './predicate.ts';
import type { Expression } from './predicate.ts';
import { readItem, readKeyword } from './read-item.ts';

/** Reads a selection: a map is a conjunction of items, a list a disjunction of maps and keywords. */
export function readSelection(
  name: string,
  node: YamlNode,
  document: YamlDocument,
  report: Report,
): Expression {
  return { kind: 'selection', name, item: readAlternatives(name, node, document, report) };
}

function readAlternatives(name: string, node: YamlNode, document: YamlDocument, report: Report): Expression {
  if (node.kind === 'map') return readMap(name, node, document, report);
  if (node.kind === 'scalar') {
    if (node.value !== null) return keywords([readKeyword(node, document, report)]);
    report.error('sigma.selection.empty', `the selection "${name}" is empty`, {
      span: document.spanOf(node),
    });
    return or([]);
  }
  if (node.items.length === 0) {
    report.error('sigma.selection.empty', `the selection "${name}" is an empty list`, {
      span: document.spanOf(node),
    });
  }
  const maps: Expression[] = [];
  const words: Expression[] = [];
  for (const item of node.items) {
    if (item.kind === 'map') maps.push(readMap(name, item, document, report));
    else if (item.kind === 'scalar') words.push(readKeyword(item, document, report));
    else {
      report.error('sigma.selection.nested', `the selection "${name}" holds a list in a list`, {
        span: document.spanOf(item),
      });
    }
  }
  return or(words.length === 0 ? maps : [keywords(words), ...maps]);
}

function keywords(words: readonly Expression[]): Expression {
  return { kind: 'item', name: '', item: or(words) };
}

function readMap(name: string, map: YamlMap, document: YamlDocument, report: Report): Expression {
  if (map.entries.length === 0) {
    report.error('sigma.selection.empty', `the selection "${name}" has an empty map`, {
      span: document.spanOf(map),
    });
  }
  return and(map.entries.map((entry) => readItem(entry, document, report)));
}
