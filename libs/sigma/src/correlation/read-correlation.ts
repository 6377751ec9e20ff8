import { reportOn } from '../document-report.ts';
import type { DocumentReport } from '../document-report.ts';
import type { Report } from '../report.ts';
import { idHint, readMetadata } from '../rule/read-metadata.ts';
import { entryOf, textOf } from '../yaml/yaml-node.ts';
import type { YamlDocument, YamlMap, YamlNode } from '../yaml/yaml-node.ts';
import type { Correlation, CorrelationMetadata } from './correlation.ts';
import { findRepeated, placedTexts } from './placed-text.ts';
import { readAliases } from './read-aliases.ts';
import { readMeasure } from './read-measure.ts';
import { readTimespan } from './read-timespan.ts';
import type { RuleReference } from './rule-reference.ts';

/** Most rules of one correlation. */
export const maxCorrelatedRules = 256;
/** Most fields of `group-by`. */
const maxGroupFields = 32;

const knownKeys = ['type', 'rules', 'group-by', 'timespan', 'condition', 'aliases', 'generate'];
/** Attributes that other engines give a meaning which would change what is matched. */
const unsupportedKeys = ['window', 'gap'];

/**
 * Reads a correlation document (Sigma 2.1). Undefined, with errors in the report, where it is refused; its references are
 * looked up later by `resolveCorrelations`.
 */
export function readCorrelation(document: YamlDocument, unplaced: Report): Correlation | undefined {
  const report = reportOn(document, unplaced);
  const correlation = readParts(document.root, report);
  return report.hasErrors() ? undefined : correlation;
}

function readParts(root: YamlNode, report: DocumentReport): Correlation | undefined {
  const identity = readIdentity(report);
  const map = entryOf(root, 'correlation')?.value;
  if (map?.kind !== 'map') {
    report.error('sigma.correlation.missing', 'the document has no "correlation" map', map);
    return undefined;
  }
  checkKeys(map, report);
  const written = readRules(map, report);
  const read = readMeasure(map, written, report);
  const groupBy = readGroupBy(map, report);
  const timespanMs = readWindow(map, report);
  const rules = read?.rules ?? written ?? [];
  if (read !== undefined && written === undefined && rules.length === 0)
    report.error('sigma.correlation.rules', 'the correlation refers to no rule', map);
  const aliases = readAliases(map, rules, groupBy, report);
  const isGenerating = readGenerate([map, root], report);
  if (read === undefined || timespanMs === undefined) return undefined;
  return { ...identity, measure: read.measure, rules, groupBy, timespanMs, aliases, isGenerating };
}

/** An id is not mandatory for a correlation, but without one it needs a name. */
function readIdentity(report: DocumentReport): { key: string; metadata: CorrelationMetadata } {
  const { logSource: _none, ...metadata } = readMetadata(report, {}, 'correlation');
  const key = metadata.id || (metadata.name ?? '');
  if (key === '') {
    const message = 'the correlation has neither id nor name';
    report.error('sigma.correlation.id-missing', message, undefined, idHint);
  }
  return { key, metadata };
}

function checkKeys({ entries }: YamlMap, report: DocumentReport): void {
  for (const { name, key } of entries) {
    if (unsupportedKeys.includes(name)) {
      const hint = 'windows slide with the events';
      report.error('sigma.correlation.unsupported', `"${name}" is not part of Sigma`, key, hint);
    } else if (!knownKeys.includes(name)) {
      const message = `"${name.slice(0, 80)}" has no meaning in a correlation`;
      const hint = `what is known here: ${knownKeys.join(', ')}`;
      report.warning('sigma.correlation.unknown-key', message, key, hint);
    }
  }
}

function readRules(map: YamlMap, report: DocumentReport): readonly RuleReference[] | undefined {
  const node = entryOf(map, 'rules')?.value;
  if (node === undefined) return undefined;
  const rules = placedTexts(node, report);
  if (rules === undefined || rules.length === 0 || rules.length > maxCorrelatedRules) {
    const message = `"rules" is a list of 1 to ${maxCorrelatedRules} ids or names of rules`;
    report.error('sigma.correlation.rules', message, node);
    return [];
  }
  const repeated = findRepeated(rules);
  if (repeated !== undefined) {
    const message = `the rule "${repeated.text}" stands twice`;
    report.error('sigma.correlation.rule-repeated', message, repeated.span);
  }
  return rules;
}

function readGroupBy(map: YamlMap, report: DocumentReport): readonly string[] {
  const node = entryOf(map, 'group-by')?.value;
  if (node === undefined) {
    const message = 'without "group-by" all events are in one group';
    report.warning('sigma.correlation.group-by-missing', message, map);
    return [];
  }
  const fields = placedTexts(node, report);
  const repeated = fields && findRepeated(fields);
  if (fields === undefined || fields.length > maxGroupFields || repeated !== undefined) {
    const message = `"group-by" is a list of up to ${maxGroupFields} different fields`;
    report.error('sigma.correlation.group-by', message, repeated?.span ?? node);
    return [];
  }
  return fields.map(({ text }) => text);
}

function readWindow(map: YamlMap, report: DocumentReport): number | undefined {
  const node = entryOf(map, 'timespan')?.value;
  const read = node ? readTimespan(textOf(node) ?? '') : { reason: 'the correlation has no timespan' };
  if (typeof read === 'number') return read;
  report.error('sigma.correlation.timespan', read.reason, node ?? map, 'for example 30s, 5m, 1h or 7d');
  return undefined;
}

/** The specification's prose has it beside the other attributes, engines read it in the section: both are read. */
function readGenerate(holders: readonly YamlNode[], report: DocumentReport): boolean {
  let read: boolean | undefined;
  for (const holder of holders) {
    const node = entryOf(holder, 'generate')?.value;
    const value = node?.kind === 'scalar' ? node.value : undefined;
    if (node === undefined) continue;
    if (typeof value !== 'boolean')
      report.error('sigma.correlation.generate', '"generate" is true or false', node);
    else if (read !== undefined && read !== value)
      report.error('sigma.correlation.generate', '"generate" stands twice with different values', node);
    else read = value;
  }
  return read ?? false;
}
