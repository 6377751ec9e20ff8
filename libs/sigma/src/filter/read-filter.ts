import { parseCondition } from '../condition/parse-condition.ts';
import type { Condition } from '../condition/parse-condition.ts';
import { findRepeated, placedTexts } from '../correlation/placed-text.ts';
import { reportOn } from '../document-report.ts';
import type { DocumentReport } from '../document-report.ts';
import type { Report } from '../report.ts';
import type { ParseOptions } from '../rule/parse-options.ts';
import { readDetection } from '../rule/read-detection.ts';
import { readMetadata } from '../rule/read-metadata.ts';
import { entryOf } from '../yaml/yaml-node.ts';
import type { YamlDocument, YamlMap } from '../yaml/yaml-node.ts';
import type { SigmaFilter } from './filter.ts';
import { labelSelections } from './label-selections.ts';

/** Most rules that one filter lists. */
const maxFilteredRules = 10_000;

/**
 * Reads a filter document (Sigma filters specification). Its condition is put to a rule's with `and`, as pySigma does, so
 * an author who wants events to be left out writes `not selection`. Undefined, with errors in the report, where the filter
 * is refused.
 */
export function readFilter(
  document: YamlDocument,
  unplaced: Report,
  { placeholders }: ParseOptions = {},
): SigmaFilter | undefined {
  const report = reportOn(document, unplaced);
  const { level: _none, ...metadata } = readMetadata(report, {}, 'filter');
  const { title, logSource } = metadata;
  // A filter for every log source would be one for every rule; `any` asks for a log source to be told.
  const source = entryOf(document.root, 'logsource')?.value;
  if (source?.kind === 'map' && Object.keys(logSource).length === 0) {
    const message = 'the log source names no product, category or service';
    report.error('sigma.filter.logsource-empty', message, source);
  }
  const entry = entryOf(document.root, 'filter');
  if (entry?.value.kind !== 'map') {
    report.error('sigma.filter.missing', 'the document has no "filter" map', entry?.value);
    return undefined;
  }
  const map = entry.value;
  const rules = readRules(map, report);
  checkCondition(map, report);
  // But for its rules, the map is what a rule has as its detection.
  const entries = map.entries.filter(({ name }) => name !== 'rules');
  const detection = readDetection({ ...entry, value: { ...map, entries } }, report, placeholders);
  if (rules === undefined || report.hasErrors()) return undefined;
  return { metadata, rules, detection: labelSelections(detection, (name) => `${title}: ${name}`) };
}

function readRules(map: YamlMap, report: DocumentReport): SigmaFilter['rules'] | undefined {
  const node = entryOf(map, 'rules')?.value;
  const rules = node && placedTexts(node, report);
  if (rules === undefined || rules.length === 0 || rules.length > maxFilteredRules) {
    const message = node === undefined ? 'the filter has no "rules"' : 'the filter names no rules';
    const hint = 'list ids or names of rules, or write "any" for all rules of the log source';
    report.error('sigma.filter.rules', message, node ?? map, hint);
    return undefined;
  }
  if (node?.kind === 'scalar' && /^(?:any|all)$/i.test(rules[0]?.text ?? '')) return 'any';
  const repeated = findRepeated(rules);
  if (repeated !== undefined)
    report.warning('sigma.filter.rule-repeated', `the rule "${repeated.text}" stands twice`, repeated.span);
  return rules;
}

/** One condition, and as a rule a negated one: the specification's own example leaves the "not" out. */
function checkCondition(map: YamlMap, report: DocumentReport): void {
  const value = entryOf(map, 'condition')?.value;
  if (value === undefined) return;
  if (value.kind !== 'scalar') {
    report.error('sigma.filter.condition', 'a filter has one condition', value);
    return;
  }
  const parsed = parseCondition(String(value.value));
  if (!parsed.ok || hasNegation(parsed.condition)) return;
  const message = 'only events that fulfil this condition will match the rules';
  const hint = 'to leave out what a selection describes, write "not selection"';
  report.warning('sigma.filter.no-not', message, value, hint);
}

function hasNegation(condition: Condition): boolean {
  if (condition.kind === 'not') return true;
  return (condition.kind === 'and' || condition.kind === 'or') && condition.items.some(hasNegation);
}
