import type { Span } from '@sluice/diagnostics';
import type { YamlNode } from '../yaml/yaml-node.ts';
import type { Comparison } from './comparison.ts';
import { comparisonOperators, leastCount } from './comparison.ts';
import { defaultCorrelationLimits } from './correlation-limits.ts';
import type { Measure } from './correlation.ts';
import { readComparisons } from './read-comparisons.ts';
import { readRuleExpression } from './read-rule-expression.ts';
import { namesOf } from './rule-expression.ts';
import type { RuleExpression } from './rule-expression.ts';
import type { RuleReference } from './rule-reference.ts';
import { entryIn, findRepeated, placedTexts, textOf } from './section.ts';
import type { Section } from './section.ts';

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
  section: Section,
  rules: readonly RuleReference[] | undefined,
): ReadMeasure | undefined {
  const { document, report, map } = section;
  const entry = entryIn(section, 'type');
  const type = types.find((candidate) => candidate === textOf(entry?.value));
  if (type === undefined) {
    const span = document.spanOf(entry?.value ?? map);
    const hint = `use one of ${types.join(', ')}`;
    const message =
      entry === undefined ? 'the correlation has no type' : 'there is no such type of correlation';
    report.error('sigma.correlation.type', message, { span, hint });
    return undefined;
  }
  const condition = entryIn(section, 'condition')?.value;
  const isTemporal = type === 'temporal' || type === 'temporal_ordered';
  if (condition?.kind === 'scalar' && typeof condition.value === 'string') {
    if (type === 'temporal') return readExtended(condition, section, rules);
    report.error(
      'sigma.correlation.condition-extended',
      `a condition over rules is not possible with ${type}`,
      {
        span: document.spanOf(condition),
        hint: 'use the type "temporal", or bounds such as "gte: 2"',
      },
    );
    return undefined;
  }
  if (condition === undefined && isTemporal) {
    const comparisons: readonly Comparison[] = [{ operator: 'gte', limit: rules?.length ?? 0 }];
    return { measure: { kind: type, comparisons }, rules: rules ?? [] };
  }
  if (condition?.kind !== 'map') {
    report.error('sigma.correlation.condition', 'the correlation has no map of bounds as its condition', {
      span: document.spanOf(condition ?? map),
      hint: 'for example "condition: { gte: 10 }"',
    });
    return undefined;
  }
  const measure = readBounds(type, { map: condition, document, report });
  if (measure === undefined) return undefined;
  refuseUnreachable(measure, rules?.length ?? 0, { map: condition, document, report });
  return { measure, rules: rules ?? [] };
}

/** Of rules there are only as many as are listed, and of events a window holds a bounded number. */
function refuseUnreachable(measure: Measure, rules: number, { map, document, report }: Section): void {
  const isTemporal = measure.kind === 'temporal' || measure.kind === 'temporal_ordered';
  if (!isTemporal && measure.kind !== 'event_count' && measure.kind !== 'value_count') return;
  const most = isTemporal ? rules : defaultCorrelationLimits.maxEntriesPerGroup;
  const least = leastCount(measure.comparisons);
  if (least <= most) return;
  const message = isTemporal
    ? `there are ${rules} rules, so ${least} of them can't match`
    : `a window holds ${most} events at most, so ${least} can't be counted`;
  report.error('sigma.correlation.condition-unreachable', message, { span: document.spanOf(map) });
}

function readExtended(
  node: YamlNode & { kind: 'scalar' },
  section: Section,
  rules: readonly RuleReference[] | undefined,
): ReadMeasure | undefined {
  const { document } = section;
  const expression = readRuleExpression(node, section);
  if (expression === undefined) return undefined;
  const spanAt = (name: string, at: number): Span => document.spanWithin(node, at, at + name.length);
  const named = namesOf(expression);
  const found = rules ?? named.map(({ name, at }) => ({ text: name, span: spanAt(name, at) }));
  checkNames(expression, found, section, spanAt);
  return { measure: { kind: 'temporal', comparisons: [], expression }, rules: found };
}

/** The condition and `rules` name the same rules. */
function checkNames(
  expression: RuleExpression,
  rules: readonly RuleReference[],
  { report }: Section,
  spanAt: (name: string, at: number) => Span,
): void {
  const named = namesOf(expression);
  const texts = new Set(rules.map(({ text }) => text));
  for (const { name, at } of named) {
    if (texts.has(name)) continue;
    report.error('sigma.correlation.condition-rule', `"${name}" is not among the correlation's rules`, {
      span: spanAt(name, at),
    });
  }
  const names = new Set(named.map(({ name }) => name));
  for (const { text, span } of rules) {
    if (names.has(text)) continue;
    report.error('sigma.correlation.condition-rule', `the condition doesn't name the rule "${text}"`, {
      span,
    });
  }
}

function readBounds(type: (typeof types)[number], section: Section): Measure | undefined {
  const { map, document, report } = section;
  const isOfValues = type.startsWith('value_');
  const known: string[] = [...comparisonOperators];
  if (isOfValues) known.push('field');
  if (type === 'value_percentile') known.push('percentile');
  for (const { name, key } of map.entries) {
    if (known.includes(name)) continue;
    report.error('sigma.correlation.condition-key', `"${name}" is not known in a condition of ${type}`, {
      span: document.spanOf(key),
      hint: `what is known here: ${known.join(', ')}`,
    });
  }
  const comparisons = readComparisons(section);
  if (!map.entries.some(({ name }) => comparisonOperators.some((operator) => operator === name))) {
    report.error('sigma.correlation.condition', 'the condition has no bound', {
      span: document.spanOf(map),
      hint: `use one or more of ${comparisonOperators.join(', ')}`,
    });
  }
  warnOfUpperBounds(comparisons, section);
  switch (type) {
    case 'event_count':
    case 'temporal':
    case 'temporal_ordered':
      return { kind: type, comparisons };
    case 'value_count': {
      const fields = readFields(section, type, maxFields);
      return fields && { kind: type, fields, comparisons };
    }
    default: {
      const [field] = readFields(section, type, 1) ?? [];
      if (field === undefined) return undefined;
      if (type === 'value_sum' || type === 'value_avg') return { kind: type, fields: [field], comparisons };
      const percentile = type === 'value_median' ? 50 : readPercentile(section);
      if (percentile === undefined) return undefined;
      return { kind: 'value_percentile', fields: [field], percentile, comparisons };
    }
  }
}

/** A stream shows a window before it has filled up, so the first event is below any upper bound. */
function warnOfUpperBounds(comparisons: readonly Comparison[], { map, document, report }: Section): void {
  if (comparisons.length === 0 || comparisons.some(({ operator }) => !/^lte?$/.test(operator))) return;
  report.warning(
    'sigma.correlation.only-upper-bound',
    'without a lower bound the condition may hold from the first event of a group on',
    { span: document.spanOf(map), hint: 'the window is measured at each event, looking back' },
  );
}

function readFields(section: Section, type: string, most: number): readonly string[] | undefined {
  const { map, document, report } = section;
  const entry = entryIn(section, 'field');
  const texts = entry && placedTexts(entry.value, document);
  if (texts === undefined || texts.length === 0 || texts.length > most) {
    const message = most === 1 ? `${type} needs one "field"` : `${type} needs a "field" or a list of them`;
    report.error('sigma.correlation.field', message, {
      span: document.spanOf(entry?.value ?? map),
      hint: 'write it in the condition',
    });
    return undefined;
  }
  const repeated = findRepeated(texts);
  if (repeated !== undefined) {
    report.error('sigma.correlation.field', `the field "${repeated.text}" stands twice`, {
      span: repeated.span,
    });
  }
  return texts.map(({ text }) => text);
}

function readPercentile(section: Section): number | undefined {
  const { map, document, report } = section;
  const entry = entryIn(section, 'percentile');
  const node = entry?.value;
  const isNumber = node?.kind === 'scalar' && ['bigint', 'number'].includes(typeof node.value);
  const percentile = isNumber ? Number(textOf(node)) : Number.NaN;
  if (percentile >= 0 && percentile <= 100) return percentile;
  report.error('sigma.correlation.percentile', 'value_percentile needs a "percentile" from 0 to 100', {
    span: document.spanOf(node ?? map),
    hint: 'for example "condition: { field: Latency, percentile: 95, gte: 500 }"',
  });
  return undefined;
}
