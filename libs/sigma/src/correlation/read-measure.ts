import type { DocumentReport } from '../document-report.ts';
import { entryOf, textOf } from '../yaml/yaml-node.ts';
import type { YamlMap, YamlScalar } from '../yaml/yaml-node.ts';
import { comparisonOperators, leastCount } from './comparison.ts';
import type { Comparison } from './comparison.ts';
import { defaultCorrelationLimits } from './correlation-limits.ts';
import type { Measure } from './correlation.ts';
import { findRepeated, placedTexts } from './placed-text.ts';
import type { PlacedText } from './placed-text.ts';
import { readComparisons } from './read-comparisons.ts';
import { readNumber } from './read-number.ts';
import { readRuleExpression } from './read-rule-expression.ts';
import { namesOf } from './rule-expression.ts';
import type { RuleReference } from './rule-reference.ts';

/** Correlation types; `value_median` is not in the specification's list, but known to other engines. */
const types = [
  'event_count',
  'value_count',
  'temporal',
  'temporal_ordered',
  'value_sum',
  'value_avg',
  'value_percentile',
  'value_median',
] as const;

/** Most fields of a tuple that is counted. */
const maxFields = 16;

/** A measure, and the rules that its condition names where the correlation has no `rules`. */
export interface ReadMeasure {
  readonly measure: Measure;
  readonly rules: readonly RuleReference[];
}

/** Reads `type` and `condition`. `rules` are those of the correlation, undefined if it has none. */
export function readMeasure(
  map: YamlMap,
  rules: readonly RuleReference[] | undefined,
  report: DocumentReport,
): ReadMeasure | undefined {
  const written = entryOf(map, 'type')?.value;
  const type = types.find((candidate) => candidate === textOf(written));
  if (type === undefined) {
    const message =
      written === undefined ? 'the correlation has no type' : 'there is no such type of correlation';
    report.error('sigma.correlation.type', message, written ?? map, `use one of ${types.join(', ')}`);
    return undefined;
  }
  const condition = entryOf(map, 'condition')?.value;
  if (condition?.kind === 'scalar' && typeof condition.value === 'string') {
    if (type === 'temporal') return readExtended(condition, rules, report);
    const message = `a condition over rules is not possible with ${type}`;
    const hint = 'use the type "temporal", or bounds such as "gte: 2"';
    report.error('sigma.correlation.condition-extended', message, condition, hint);
    return undefined;
  }
  if (condition === undefined && (type === 'temporal' || type === 'temporal_ordered')) {
    const comparisons: readonly Comparison[] = [{ operator: 'gte', limit: rules?.length ?? 0 }];
    return { measure: { kind: type, comparisons }, rules: rules ?? [] };
  }
  if (condition?.kind !== 'map') {
    const message = 'the correlation has no map of bounds as its condition';
    const hint = 'for example "condition: { gte: 10 }"';
    report.error('sigma.correlation.condition', message, condition ?? map, hint);
    return undefined;
  }
  const measure = readBounds(type, condition, report);
  if (measure === undefined) return undefined;
  refuseUnreachable(measure, rules?.length ?? 0, condition, report);
  return { measure, rules: rules ?? [] };
}

/** Of rules there are only as many as are listed, and of events a window holds a bounded number. */
function refuseUnreachable(measure: Measure, rules: number, map: YamlMap, report: DocumentReport): void {
  const isTemporal = measure.kind === 'temporal' || measure.kind === 'temporal_ordered';
  if (!isTemporal && measure.kind !== 'event_count' && measure.kind !== 'value_count') return;
  const most = isTemporal ? rules : defaultCorrelationLimits.maxEntriesPerGroup;
  const least = leastCount(measure.comparisons);
  if (least <= most) return;
  const message = isTemporal
    ? `there are ${rules} rules, so ${least} of them can't match`
    : `a window holds ${most} events at most, so ${least} can't be counted`;
  report.error('sigma.correlation.condition-unreachable', message, map);
}

/** A condition over rules; it and `rules` name the same ones. */
function readExtended(
  node: YamlScalar,
  rules: readonly RuleReference[] | undefined,
  report: DocumentReport,
): ReadMeasure | undefined {
  const expression = readRuleExpression(node, report);
  if (expression === undefined) return undefined;
  const named = namesOf(expression).map(({ name, at }) => ({
    text: name,
    span: report.document.spanWithin(node, at, at + name.length),
  }));
  const found = rules ?? named;
  const refuse = ({ span }: PlacedText, message: string): void => {
    report.error('sigma.correlation.condition-rule', message, span);
  };
  for (const name of missingIn(found, named))
    refuse(name, `"${name.text}" is not among the correlation's rules`);
  for (const rule of missingIn(named, found))
    refuse(rule, `the condition doesn't name the rule "${rule.text}"`);
  return { measure: { kind: 'temporal', comparisons: [], expression }, rules: found };
}

/** Those of `texts` that are not among `others`. */
function missingIn(others: readonly PlacedText[], texts: readonly PlacedText[]): readonly PlacedText[] {
  const known = new Set(others.map(({ text }) => text));
  return texts.filter(({ text }) => !known.has(text));
}

function readBounds(type: (typeof types)[number], map: YamlMap, report: DocumentReport): Measure | undefined {
  const known: string[] = [...comparisonOperators];
  if (type.startsWith('value_')) known.push('field');
  if (type === 'value_percentile') known.push('percentile');
  for (const { name, key } of map.entries) {
    if (known.includes(name)) continue;
    const message = `"${name}" is not known in a condition of ${type}`;
    const hint = `what is known here: ${known.join(', ')}`;
    report.error('sigma.correlation.condition-key', message, key, hint);
  }
  const comparisons = readComparisons(map, report);
  if (!map.entries.some(({ name }) => comparisonOperators.some((operator) => operator === name))) {
    const hint = `use one or more of ${comparisonOperators.join(', ')}`;
    report.error('sigma.correlation.condition', 'the condition has no bound', map, hint);
  }
  warnOfUpperBounds(comparisons, map, report);
  switch (type) {
    case 'event_count':
    case 'temporal':
    case 'temporal_ordered':
      return { kind: type, comparisons };
    case 'value_count': {
      const fields = readFields(type, maxFields, map, report);
      return fields && { kind: type, fields, comparisons };
    }
    default: {
      const [field] = readFields(type, 1, map, report) ?? [];
      if (field === undefined) return undefined;
      if (type === 'value_sum' || type === 'value_avg') return { kind: type, fields: [field], comparisons };
      const percentile = type === 'value_median' ? 50 : readPercentile(map, report);
      if (percentile === undefined) return undefined;
      return { kind: 'value_percentile', fields: [field], percentile, comparisons };
    }
  }
}

/** A stream shows a window before it has filled up, so the first event is below any upper bound. */
function warnOfUpperBounds(comparisons: readonly Comparison[], map: YamlMap, report: DocumentReport): void {
  if (comparisons.length === 0 || comparisons.some(({ operator }) => !/^lte?$/.test(operator))) return;
  const message = 'without a lower bound the condition may hold from the first event of a group on';
  const hint = 'the window is measured at each event, looking back';
  report.warning('sigma.correlation.only-upper-bound', message, map, hint);
}

function readFields(
  type: string,
  most: number,
  map: YamlMap,
  report: DocumentReport,
): readonly string[] | undefined {
  const node = entryOf(map, 'field')?.value;
  const texts = node && placedTexts(node, report);
  if (texts === undefined || texts.length === 0 || texts.length > most) {
    const message = most === 1 ? `${type} needs one "field"` : `${type} needs a "field" or a list of them`;
    report.error('sigma.correlation.field', message, node ?? map, 'write it in the condition');
    return undefined;
  }
  const repeated = findRepeated(texts);
  if (repeated !== undefined) {
    report.error('sigma.correlation.field', `the field "${repeated.text}" stands twice`, repeated.span);
  }
  return texts.map(({ text }) => text);
}

function readPercentile(map: YamlMap, report: DocumentReport): number | undefined {
  const node = entryOf(map, 'percentile')?.value;
  const percentile = readNumber(node) ?? -1;
  if (percentile >= 0 && percentile <= 100) return percentile;
  const message = 'value_percentile needs a "percentile" from 0 to 100';
  const hint = 'for example "condition: { field: Latency, percentile: 95, gte: 500 }"';
  report.error('sigma.correlation.percentile', message, node ?? map, hint);
  return undefined;
}
