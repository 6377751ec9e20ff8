import { readMetadata } from '../rule/read-metadata.ts';
import { reportWithout } from '../report-without.ts';
import type { Report } from '../report.ts';
import { entryOf } from '../yaml/yaml-node.ts';
import type { YamlDocument } from '../yaml/yaml-node.ts';
import type { Correlation, CorrelationMetadata } from './correlation.ts';
import { readAliases } from './read-aliases.ts';
import { readMeasure } from './read-measure.ts';
import { readTimespan } from './read-timespan.ts';
import type { RuleReference } from './rule-reference.ts';
import { entryIn, findRepeated, placedTexts, textOf, warnOfUnknownKeys } from './section.ts';
import type { Section } from './section.ts';

/** Most rules of one correlation. */
export const maxCorrelatedRules = 256;
/** Most fields of `group-by`. */
const maxGroupFields = 32;

const sectionKeys = ['type', 'rules', 'group-by', 'timespan', 'condition', 'aliases', 'generate'];
/** Attributes that other engines give a meaning which would change what is matched. */
const unsupportedKeys = ['window', 'gap'];

/**
 * Reads a correlation document (Sigma 2.1). Undefined, with errors in the report, where it is refused; its references are
 * looked up later by `resolveCorrelations`.
 */
export function readCorrelation(document: YamlDocument, report: Report): Correlation | undefined {
  const found: { hasErrors: boolean } = { hasErrors: false };
  const watched: Report = {
    ...report,
    error: (...finding) => {
      found.hasErrors = true;
      report.error(...finding);
    },
  };
  const correlation = readParts(document, watched);
  return found.hasErrors ? undefined : correlation;
}

function readParts(document: YamlDocument, report: Report): Correlation | undefined {
  const identity = readIdentity(document, report);
  const entry = entryOf(document.root, 'correlation');
  if (entry?.value.kind !== 'map') {
    report.error('sigma.correlation.missing', 'the document has no "correlation" map', {
      span: document.spanOf(entry?.value ?? { start: document.root.start, end: document.root.start }),
    });
    return undefined;
  }
  const section: Section = { map: entry.value, document, report };
  warnOfUnknownKeys(section, [...sectionKeys, ...unsupportedKeys], 'a correlation');
  refuseUnsupported(section);
  const written = readRules(section);
  const read = readMeasure(section, written);
  const groupBy = readGroupBy(section);
  const timespanMs = readWindow(section);
  const rules = read?.rules ?? written ?? [];
  if (read !== undefined && written === undefined && rules.length === 0) {
    refuseRules(section, 'the correlation refers to no rule');
  }
  const aliases = readAliases(section, rules, groupBy);
  const isGenerating = readGenerate(section, document);
  if (read === undefined || timespanMs === undefined) return undefined;
  return { ...identity, measure: read.measure, rules, groupBy, timespanMs, aliases, isGenerating };
}

/** An id is not mandatory for a correlation, but without one it needs a name. */
function readIdentity(
  document: YamlDocument,
  report: Report,
): { key: string; metadata: CorrelationMetadata } {
  const inapplicable = ['sigma.rule.logsource-missing', 'sigma.rule.id-missing'];
  const { logSource: _none, ...metadata } = readMetadata(document, reportWithout(report, inapplicable));
  const key = metadata.id === '' ? (metadata.name ?? '') : metadata.id;
  if (key === '') {
    report.error('sigma.correlation.id-missing', 'the correlation has neither id nor name', {
      span: document.spanOf({ start: document.root.start, end: document.root.start }),
      hint: 'add an "id" with a random UUID (version 4)',
    });
  }
  return { key, metadata };
}

function refuseUnsupported(section: Section): void {
  for (const name of unsupportedKeys) {
    const entry = entryIn(section, name);
    if (entry === undefined) continue;
    section.report.error('sigma.correlation.unsupported', `"${name}" is not part of Sigma`, {
      span: section.document.spanOf(entry.key),
      hint: 'windows slide with the events',
    });
  }
}

function readRules(section: Section): readonly RuleReference[] | undefined {
  const entry = entryIn(section, 'rules');
  if (entry === undefined) return undefined;
  const rules = placedTexts(entry.value, section.document);
  if (rules === undefined || rules.length === 0 || rules.length > maxCorrelatedRules) {
    refuseRules(section, `"rules" is a list of 1 to ${maxCorrelatedRules} ids or names of rules`);
    return [];
  }
  const repeated = findRepeated(rules);
  if (repeated !== undefined) {
    section.report.error('sigma.correlation.rule-repeated', `the rule "${repeated.text}" stands twice`, {
      span: repeated.span,
    });
  }
  return rules;
}

function refuseRules(section: Section, message: string): void {
  const at = entryIn(section, 'rules')?.value ?? section.map;
  section.report.error('sigma.correlation.rules', message, { span: section.document.spanOf(at) });
}

function readGroupBy(section: Section): readonly string[] {
  const { document, report, map } = section;
  const entry = entryIn(section, 'group-by');
  if (entry === undefined) {
    report.warning('sigma.correlation.group-by-missing', 'without "group-by" all events are in one group', {
      span: document.spanOf(map),
    });
    return [];
  }
  const fields = placedTexts(entry.value, document);
  const repeated = fields && findRepeated(fields);
  if (fields === undefined || fields.length > maxGroupFields || repeated !== undefined) {
    const message = `"group-by" is a list of up to ${maxGroupFields} different fields`;
    report.error('sigma.correlation.group-by', message, {
      span: repeated?.span ?? document.spanOf(entry.value),
    });
    return [];
  }
  return fields.map(({ text }) => text);
}

function readWindow(section: Section): number | undefined {
  const { document, report, map } = section;
  const entry = entryIn(section, 'timespan');
  const read = entry
    ? readTimespan(textOf(entry.value) ?? '')
    : { reason: 'the correlation has no timespan' };
  if (typeof read === 'number') return read;
  report.error('sigma.correlation.timespan', read.reason, {
    span: document.spanOf(entry?.value ?? map),
    hint: 'for example 30s, 5m, 1h or 7d',
  });
  return undefined;
}

/** The specification's prose has it beside the other attributes, engines read it in the section: both are read. */
function readGenerate(section: Section, document: YamlDocument): boolean {
  const entries = [entryIn(section, 'generate'), entryOf(document.root, 'generate')].filter(
    (entry) => entry !== undefined,
  );
  const values = entries.map(({ value }) => {
    if (value.kind === 'scalar' && typeof value.value === 'boolean') return value.value;
    section.report.error('sigma.correlation.generate', '"generate" is true or false', {
      span: document.spanOf(value),
    });
    return false;
  });
  const [first, second] = values;
  if (entries[1] !== undefined && first !== second) {
    section.report.error('sigma.correlation.generate', '"generate" stands twice with different values', {
      span: document.spanOf(entries[1].value),
    });
  }
  return first ?? false;
}
