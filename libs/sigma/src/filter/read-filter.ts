import { parseCondition } from '../condition/parse-condition.ts';
import type { Condition } from '../condition/parse-condition.ts';
import type { RuleReference } from '../correlation/rule-reference.ts';
import { findRepeated, placedTexts } from '../correlation/section.ts';
import { maxTests } from '../detection/reading.ts';
import type { Expression } from '../detection/predicate.ts';
import { reportWithout } from '../report-without.ts';
import type { Report } from '../report.ts';
import type { ParseOptions } from '../rule/parse-options.ts';
import { readDetection } from '../rule/read-detection.ts';
import { readMetadata } from '../rule/read-metadata.ts';
import type { RuleMetadata } from '../rule/rule.ts';
import { entryOf } from '../yaml/yaml-node.ts';
import type { YamlDocument, YamlEntry, YamlMap } from '../yaml/yaml-node.ts';
import type { SigmaFilter } from './filter.ts';
import { labelSelections } from './label-selections.ts';

/** Most rules that one filter lists. */
const maxFilteredRules = 10_000;

const rulesHint = 'list ids or names of rules, or write "any" for all rules of the log source';

/**
 * Reads a filter document (Sigma filters specification). Its condition is put to a rule's with `and`, as pySigma does, so
 * an author who wants events to be left out writes `not selection`. Undefined, with errors in the report, where the filter
 * is refused.
 */
export function readFilter(
  document: YamlDocument,
  report: Report,
  { placeholders = {} }: ParseOptions = {},
): SigmaFilter | undefined {
  const { level: _none, ...metadata } = readMetadata(
    document,
    reportWithout(report, ['sigma.rule.id-missing']),
  );
  refuseEmptyLogSource(metadata, document, report);
  const entry = entryOf(document.root, 'filter');
  if (entry?.value.kind !== 'map') {
    report.error('sigma.filter.missing', 'the document has no "filter" map', {
      span: document.spanOf(entry?.value ?? { start: document.root.start, end: document.root.start }),
    });
    return undefined;
  }
  const rules = readRules(entry.value, document, report);
  warnOfCondition(entry.value, document, report);
  const detection = readDetection({
    document: asDetection(document, entry, entry.value),
    report,
    placeholders,
    testsLeft: maxTests,
  });
  if (rules === undefined || report.hasErrors()) return undefined;
  return { metadata, rules, detection: label(detection, metadata) };
}

function label(detection: Expression, { title }: Pick<RuleMetadata, 'title'>): Expression {
  return labelSelections(detection, (name) => `${title}: ${name}`);
}

/** A filter for every log source would be one for every rule; `any` asks for a log source to be told. */
function refuseEmptyLogSource(
  { logSource }: Pick<RuleMetadata, 'logSource'>,
  document: YamlDocument,
  report: Report,
): void {
  const entry = entryOf(document.root, 'logsource');
  if (entry?.value.kind !== 'map' || Object.keys(logSource).length > 0) return;
  report.error('sigma.filter.logsource-empty', 'the log source names no product, category or service', {
    span: document.spanOf(entry.value),
  });
}

/** The filter's map as the detection of a rule, which it is but for `rules`. */
function asDetection(document: YamlDocument, { key }: YamlEntry, map: YamlMap): YamlDocument {
  const { start, end } = map;
  const value: YamlMap = {
    kind: 'map',
    entries: map.entries.filter(({ name }) => name !== 'rules'),
    start,
    end,
  };
  return {
    root: { kind: 'map', entries: [{ key, name: 'detection', value }], start, end },
    spanOf: (node) => document.spanOf(node),
    spanWithin: (scalar, from, to) => document.spanWithin(scalar, from, to),
  };
}

function readRules(map: YamlMap, document: YamlDocument, report: Report): SigmaFilter['rules'] | undefined {
  const entry = entryOf(map, 'rules');
  const rules = entry && placedTexts(entry.value, document);
  if (entry === undefined || rules === undefined || rules.length === 0 || rules.length > maxFilteredRules) {
    const message = entry === undefined ? 'the filter has no "rules"' : 'the filter names no rules';
    report.error('sigma.filter.rules', message, {
      span: document.spanOf(entry?.value ?? map),
      hint: rulesHint,
    });
    return undefined;
  }
  const isAll = entry.value.kind === 'scalar' && /^(?:any|all)$/i.test(rules[0]?.text ?? '');
  if (isAll) return 'any';
  warnOfRepeated(rules, report);
  return rules;
}

function warnOfRepeated(rules: readonly RuleReference[], report: Report): void {
  const repeated = findRepeated(rules);
  if (repeated === undefined) return;
  report.warning('sigma.filter.rule-repeated', `the rule "${repeated.text}" stands twice`, {
    span: repeated.span,
  });
}

/** One condition, and as a rule a negated one: the specification's own example leaves the "not" out. */
function warnOfCondition(map: YamlMap, document: YamlDocument, report: Report): void {
  const value = entryOf(map, 'condition')?.value;
  if (value === undefined) return;
  if (value.kind !== 'scalar') {
    report.error('sigma.filter.condition', 'a filter has one condition', { span: document.spanOf(value) });
    return;
  }
  const parsed = parseCondition(String(value.value));
  if (!parsed.ok || hasNegation(parsed.condition)) return;
  report.warning('sigma.filter.no-not', 'only events that fulfil this condition will match the rules', {
    span: document.spanOf(value),
    hint: 'to leave out what a selection describes, write "not selection"',
  });
}

function hasNegation(condition: Condition): boolean {
  if (condition.kind === 'not') return true;
  return (condition.kind === 'and' || condition.kind === 'or') && condition.items.some(hasNegation);
}
