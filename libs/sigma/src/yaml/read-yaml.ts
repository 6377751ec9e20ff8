import { Composer, isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { Document, ParsedNode } from 'yaml';
import type { Report } from '../report.ts';
import { createLocator, offsetInScalar } from './locate.ts';
import { maxDepth, tokenize } from './tokenize.ts';
import type { YamlDocument, YamlEntry, YamlNode, YamlScalar } from './yaml-node.ts';

/** Most UTF-16 units of a rule file: the longest of SigmaHQ has 0.1 M. */
export const maxTextLength = 1024 * 1024;
/** Most nodes after aliases are followed, which is what an alias bomb multiplies. */
const maxNodes = 200_000;
/**
 * Reads YAML text of one or more documents, as plain nodes with places. Hostile text (too long, too deep, alias bombs) is
 * refused with a diagnostic; the result is undefined after any error.
 */
export function readYaml(text: string, report: Report): readonly YamlDocument[] | undefined {
  if (text.length > maxTextLength) {
    report.error('sigma.yaml.too-long', `the text has ${text.length} characters, more than ${maxTextLength}`);
    return undefined;
  }
  const spanAt = createLocator(text);
  const nul = text.indexOf('\0');
  if (nul !== -1) {
    report.error('sigma.yaml.nul', 'the text holds the character U+0000, which YAML does not allow', {
      span: spanAt(nul, nul + 1),
    });
    return undefined;
  }
  const documents = parse(text, report);
  if (documents === undefined) return undefined;
  for (const { errors } of documents) {
    for (const { message, pos } of errors) {
      report.error('sigma.yaml.syntax', firstLine(message), { span: spanAt(pos[0], pos[1]) });
    }
  }
  if (report.hasErrors()) return undefined;
  const read = documents
    .filter(({ contents }) => contents !== null)
    .map((document) => {
      const reader = createReader(report, (start, end) => ({ span: spanAt(start, end) }));
      return {
        root: reader(document.contents, 0),
        spanOf: ({ start, end }: { start: number; end: number }) => spanAt(start, end),
        spanWithin: (scalar: YamlScalar, from: number, to: number) => {
          const start = offsetInScalar(text, scalar, from);
          return spanAt(start, start + Math.max(1, to - from));
        },
      };
    });
  return report.hasErrors() ? undefined : read;
}

function parse(text: string, report: Report): readonly Document.Parsed[] | undefined {
  const tokens = tokenize(text);
  if (tokens === undefined) {
    report.error('sigma.yaml.too-deep', `the text nests deeper than ${maxDepth} levels`);
    return undefined;
  }
  const composer = new Composer<ParsedNode>({
    version: '1.2',
    schema: 'core',
    intAsBigInt: true,
    // The library compares every key with every other one; duplicates are found below with a set.
    uniqueKeys: false,
    logLevel: 'silent',
  });
  return [...composer.compose(tokens)];
}

function createReader(
  report: Report,
  place: (start: number, end: number) => { span: YamlSpan },
): (node: ParsedNode | null, depth: number) => YamlNode {
  let nodes = 0;
  let isStopped = false;
  // In the order of the text, so that an alias finds the last node before it; the library would search all of it each time.
  const anchors = new Map<string, ParsedNode>();
  const nothing = (at: number): YamlScalar => ({ kind: 'scalar', value: null, start: at, end: at });

  const stop = (code: string, message: string, [start, end]: readonly [number, number]): YamlNode => {
    if (!isStopped) report.error(code, message, place(start, end));
    isStopped = true;
    return nothing(start);
  };

  const readEntries = (items: readonly { key: unknown; value: unknown }[], depth: number): YamlEntry[] => {
    const names = new Set<string>();
    return items.map(({ key, value }) => {
      const readKey = read(key as ParsedNode | null, depth + 1);
      const scalar = readKey.kind === 'scalar' ? readKey : nothing(readKey.start);
      if (readKey.kind !== 'scalar') {
        report.error('sigma.yaml.key', 'a key must be a single value', place(readKey.start, readKey.end));
      }
      const name = String(scalar.value);
      if (names.has(name)) {
        report.error(
          'sigma.yaml.duplicate-key',
          `the key "${name}" stands twice in one map`,
          place(scalar.start, scalar.end),
        );
      } else if (name === '<<') {
        report.error(
          'sigma.yaml.merge-key',
          'merge keys (<<) are not part of YAML 1.2',
          place(scalar.start, scalar.end),
        );
      }
      names.add(name);
      return {
        key: scalar,
        name,
        value: value === null ? nothing(scalar.end) : read(value as ParsedNode, depth + 1),
      };
    });
  };

  const read = (node: ParsedNode | null, depth: number): YamlNode => {
    if (node === null || isStopped) return nothing(0);
    const range = [node.range[0], node.range[1]] as const;
    const [start, end] = range;
    nodes += 1;
    if (depth > maxDepth) return stop('sigma.yaml.too-deep', `nested deeper than ${maxDepth} levels`, range);
    if (nodes > maxNodes) return stop('sigma.yaml.too-many-nodes', `more than ${maxNodes} values`, range);
    if (isAlias(node)) {
      const target = anchors.get(node.source);
      if (target === undefined)
        return stop('sigma.yaml.alias', `no anchor is called "${node.source}"`, range);
      return read(target, depth + 1);
    }
    if (node.anchor !== undefined) anchors.set(node.anchor, node);
    if (isMap(node)) return { kind: 'map', entries: readEntries(node.items, depth), start, end };
    if (isSeq(node)) {
      return { kind: 'list', items: node.items.map((item) => read(item, depth + 1)), start, end };
    }
    const value: unknown = isScalar(node) ? node.value : null;
    if (value === null || ['string', 'bigint', 'number', 'boolean'].includes(typeof value)) {
      return { kind: 'scalar', value: value as YamlScalar['value'], start, end };
    }
    return stop('sigma.yaml.value', `values of the type ${typeof value} are not supported`, range);
  };
  return read;
}

type YamlSpan = ReturnType<ReturnType<typeof createLocator>>;

function firstLine(message: string): string {
  return message.split('\n', 1)[0] ?? message;
}
