import { reportOn } from '../document-report.ts';
import type { DocumentReport } from '../document-report.ts';
import type { Report } from '../report.ts';
import { countNodes, mergeMaps } from '../yaml/merge-maps.ts';
import { entryOf, textOf } from '../yaml/yaml-node.ts';
import type { YamlDocument, YamlMap } from '../yaml/yaml-node.ts';

/**
 * The documents of one text, which may build on each other by `action` (deprecated, but met in older files): `global` adds to
 * all that follow, `repeat` is the rule before it with changes, `reset` ends what was global. A document's own values win.
 */
export interface Collection {
  /** The document with what it builds on; undefined, perhaps with errors in the report, if it is no rule itself. */
  take(document: YamlDocument, report: Report): YamlDocument | undefined;
  /** Notes that a document could not be read. Those after it, which may build on it, are refused until a reset. */
  noteUnreadable(text: string): void;
}

/** Most values of all merged documents of a text together. */
const maxMergedNodes = 1_000_000;
const withoutEntries: YamlMap = { kind: 'map', entries: [], start: 0, end: 0 };

/** Begins a collection. */
export function createCollection(): Collection {
  let global = withoutEntries;
  let previous: YamlMap | undefined;
  let isBroken = false;
  let nodesLeft = maxMergedNodes;

  const merge = (base: YamlMap, own: YamlMap, report: DocumentReport): YamlMap | undefined => {
    if (isBroken) {
      report.error('sigma.collection.broken', 'a document that this one builds on could not be read');
      return undefined;
    }
    const merged = base.entries.length === 0 ? own : mergeMaps(base, own);
    if (base.entries.length > 0) nodesLeft -= countNodes(merged);
    if (nodesLeft >= 0) return merged;
    report.error('sigma.collection.too-large', 'the documents that build on each other hold too much');
    return undefined;
  };

  const takeRule = (base: YamlMap, own: YamlMap, report: DocumentReport): YamlDocument | undefined => {
    previous = merge(base, own, report);
    return previous && { ...report.document, root: previous };
  };

  return {
    take: (document, unplaced) => {
      const { root } = document;
      const report = reportOn(document, unplaced);
      const action = entryOf(root, 'action');
      if (root.kind !== 'map') return document;
      if (action === undefined) return takeRule(global, root, report);
      const refuse = (code: string, message: string): undefined => {
        report.error(`sigma.collection.${code}`, message, action.value);
      };
      const own: YamlMap = { ...root, entries: root.entries.filter((entry) => entry !== action) };
      switch (textOf(action.value)) {
        case 'global':
          global = merge(global, own, report) ?? global;
          return undefined;
        case 'reset':
          global = withoutEntries;
          isBroken = false;
          return own.entries.length === 0
            ? undefined
            : refuse('reset', 'a document with "action: reset" holds nothing else');
        case 'repeat':
          if (previous !== undefined || isBroken) return takeRule(previous ?? global, own, report);
          return refuse('repeat', 'there is no rule before this one to repeat');
        default:
          return refuse('action', 'an action is one of "global", "reset" and "repeat"');
      }
    },
    noteUnreadable: (text) => {
      previous = undefined;
      if (/^[ \t{]*["']?action\b/m.test(text)) isBroken = true;
    },
  };
}
