import { parseCondition } from '../condition/parse-condition.ts';
import { resolveCondition } from '../condition/resolve-condition.ts';
import type { ConditionReport } from '../condition/resolve-condition.ts';
import { createSelectionNames } from '../condition/selection-names.ts';
import { or } from '../detection/predicate.ts';
import type { Expression } from '../detection/predicate.ts';
import { readSelection } from '../detection/read-selection.ts';
import { maxTests } from '../detection/reading.ts';
import type { Reading } from '../detection/reading.ts';
import type { DocumentReport } from '../document-report.ts';
import type { Placeholders } from '../modifiers/placeholders.ts';
import { entryOf, itemsOf } from '../yaml/yaml-node.ts';
import type { YamlEntry, YamlScalar } from '../yaml/yaml-node.ts';

/** Reads the detection of a rule: its condition with the selections in place of their names. */
export function readDetection(
  entry: YamlEntry | undefined,
  report: DocumentReport,
  placeholders: Placeholders = {},
): Expression {
  if (entry?.value.kind !== 'map') {
    report.error('sigma.detection.missing', 'the rule has no "detection" map', entry?.value);
    return or([]);
  }
  const reading: Reading = { report, placeholders, testsLeft: maxTests };
  const entries = entry.value.entries.filter(({ name }) => name !== 'condition' && name !== 'timeframe');
  const selections = new Map(
    entries.map(({ name, value }): [string, Expression] => [name, readSelection(name, value, reading)]),
  );
  refuseTimeframe(entryOf(entry.value, 'timeframe'), report);
  const condition = entryOf(entry.value, 'condition');
  if (condition === undefined) {
    report.error('sigma.condition.missing', 'the detection has no condition', entry.key);
    return or([]);
  }
  const names = createSelectionNames([...selections.keys()]);
  const conditions = conditionTexts(condition, report).map((text) => {
    const problemAt: ConditionReport = (severity, { code, message, at, length }) => {
      report[severity](code, message, report.document.spanWithin(text, at, at + length));
    };
    const parsed = parseCondition(String(text.value));
    if (parsed.ok) return resolveCondition(parsed.condition, selections, names, problemAt);
    problemAt('error', parsed.problem);
    return or([]);
  });
  if (!report.hasErrors()) warnOfUnused(entries, names.unused(), report);
  return or(conditions);
}

function refuseTimeframe(entry: YamlEntry | undefined, report: DocumentReport): void {
  if (entry === undefined) return;
  const hint = 'aggregations were removed from Sigma: write a correlation';
  report.error('sigma.condition.aggregation', '"timeframe" has no meaning in a detection', entry.key, hint);
}

/** A list of conditions means any of them. */
function conditionTexts({ value }: YamlEntry, report: DocumentReport): readonly YamlScalar[] {
  const nodes = itemsOf(value);
  const texts = nodes
    .filter((node) => node.kind === 'scalar')
    .filter((node) => typeof node.value === 'string');
  if (texts.length !== nodes.length || nodes.length === 0)
    report.error('sigma.condition.syntax', 'a condition is a text', value);
  return texts;
}

function warnOfUnused(
  entries: readonly YamlEntry[],
  unused: readonly string[],
  report: DocumentReport,
): void {
  if (unused.length === 0) return;
  const isUnused = new Set(unused);
  for (const { name, key } of entries) {
    if (!isUnused.has(name)) continue;
    const hint = 'remove it, or add it to the condition';
    report.warning('sigma.selection.unused', `no condition names the selection "${name}"`, key, hint);
  }
}
