import type { Result } from '@sluice/diagnostics';
import { parseCondition } from '../condition/parse-condition.ts';
import { resolveCondition } from '../condition/resolve-condition.ts';
import { and, or } from '../detection/predicate.ts';
import type { Expression } from '../detection/predicate.ts';
import { readSelection } from '../detection/read-selection.ts';
import { createReport } from '../report.ts';
import type { Report } from '../report.ts';
import { readYaml } from '../yaml/read-yaml.ts';
import { entryOf } from '../yaml/yaml-node.ts';
import type { YamlDocument, YamlEntry, YamlMap, YamlScalar } from '../yaml/yaml-node.ts';
import { readMetadata } from './read-metadata.ts';
import type { SigmaRule } from './rule.ts';

/**
 * Reads one detection rule. Never throws: whatever is wrong with the text, hostile YAML included, is a diagnostic with
 * its line and column. Warnings may come with a valid rule. Correlations, filters and several documents are refused.
 */
export function parseRule(text: string): Result<SigmaRule> {
  const report = createReport();
  const rule = readRule(text, report);
  if (rule === undefined || report.hasErrors()) return { ok: false, diagnostics: report.diagnostics };
  return { ok: true, value: rule, diagnostics: report.diagnostics };
}

function readRule(text: string, report: Report): SigmaRule | undefined {
  const documents = readYaml(text, report);
  if (documents === undefined) return undefined;
  const [document, second] = documents;
  if (document === undefined) {
    report.error('sigma.rule.empty', 'the text holds no document');
    return undefined;
  }
  if (document.root.kind !== 'map') {
    report.error('sigma.rule.not-a-map', 'a rule is a map of keys and values', {
      span: document.spanOf(document.root),
    });
    return undefined;
  }
  if (isOtherKind(document, report)) return undefined;
  if (second !== undefined) {
    report.error(
      'sigma.rule.several-documents',
      'the text holds several documents, which is not supported yet',
      {
        span: second.spanOf(second.root),
        hint: 'put each rule in a file of its own',
      },
    );
    return undefined;
  }
  return { metadata: readMetadata(document, report), detection: readDetection(document, report) };
}

/** Documents of a Sigma kind other than a detection rule. */
const otherKinds = [
  {
    key: 'correlation',
    code: 'sigma.correlation.unsupported',
    message: 'correlation rules are not supported yet',
  },
  { key: 'filter', code: 'sigma.filter.unsupported', message: 'filters are not supported yet' },
  {
    key: 'action',
    code: 'sigma.collection.unsupported',
    message: 'rule collections with "action" were removed from Sigma',
  },
];

function isOtherKind(document: YamlDocument, report: Report): boolean {
  for (const { key, code, message } of otherKinds) {
    const entry = entryOf(document.root, key);
    if (entry === undefined) continue;
    report.error(code, message, { span: document.spanOf(entry.key) });
    return true;
  }
  return false;
}

function readDetection(document: YamlDocument, report: Report): Expression {
  const entry = entryOf(document.root, 'detection');
  if (entry?.value.kind !== 'map') {
    const at = entry?.value ?? { start: document.root.start, end: document.root.start };
    report.error('sigma.detection.missing', 'the rule has no "detection" map', { span: document.spanOf(at) });
    return or([]);
  }
  const selections = readSelections(entry.value, document, report);
  const condition = entry.value.entries.find(({ name }) => name === 'condition');
  if (condition === undefined) {
    report.error('sigma.condition.missing', 'the detection has no condition', {
      span: document.spanOf(entry.key),
    });
    return or([]);
  }
  const texts = conditionTexts(condition, document, report);
  return or(texts.map((text) => readCondition(text, selections, document, report)));
}

function readSelections(
  detection: YamlMap,
  document: YamlDocument,
  report: Report,
): ReadonlyMap<string, Expression> {
  const selections = new Map<string, Expression>();
  for (const { name, key, value } of detection.entries) {
    if (name === 'timeframe') {
      const hint = 'aggregations were removed from Sigma: write a correlation';
      report.error('sigma.condition.aggregation', '"timeframe" has no meaning in a detection', {
        span: document.spanOf(key),
        hint,
      });
    } else if (name !== 'condition') selections.set(name, readSelection(name, value, document, report));
  }
  return selections;
}

/** A list of conditions means any of them. */
function conditionTexts({ value }: YamlEntry, document: YamlDocument, report: Report): readonly YamlScalar[] {
  const nodes = value.kind === 'list' ? value.items : [value];
  const texts = nodes.filter((node) => node.kind === 'scalar' && typeof node.value === 'string');
  if (texts.length !== nodes.length || nodes.length === 0) {
    report.error('sigma.condition.syntax', 'a condition is a text', { span: document.spanOf(value) });
  }
  return texts as readonly YamlScalar[];
}

function readCondition(
  scalar: YamlScalar,
  selections: ReadonlyMap<string, Expression>,
  document: YamlDocument,
  report: Report,
): Expression {
  const place = (at: number, length: number): { span: ReturnType<YamlDocument['spanOf']> } => ({
    span: document.spanWithin(scalar, at, at + length),
  });
  const parsed = parseCondition(String(scalar.value));
  if (!parsed.ok) {
    const { code, message, at, length } = parsed.problem;
    report.error(code, message, place(at, length));
    return and([]);
  }
  return resolveCondition(parsed.condition, selections, (severity, { code, message, at, length }) => {
    report[severity](code, message, place(at, length));
  });
}
