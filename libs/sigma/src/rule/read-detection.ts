import { parseCondition } from '../condition/parse-condition.ts';
import type { Condition } from '../condition/parse-condition.ts';
import { resolveCondition } from '../condition/resolve-condition.ts';
import type { ConditionReport } from '../condition/resolve-condition.ts';
import { createSelectionNames } from '../condition/selection-names.ts';
import { or } from '../detection/predicate.ts';
import type { Expression } from '../detection/predicate.ts';
import { readSelection } from '../detection/read-selection.ts';
import type { Reading } from '../detection/reading.ts';
import { entryOf } from '../yaml/yaml-node.ts';
import type { YamlEntry, YamlScalar } from '../yaml/yaml-node.ts';

/** Reads the detection of a rule: its condition with the selections in place of their names. */
export function readDetection(reading: Reading): Expression {
  const { document, report } = reading;
  const entry = entryOf(document.root, 'detection');
  if (entry?.value.kind !== 'map') {
    const at = entry?.value ?? { start: document.root.start, end: document.root.start };
    report.error('sigma.detection.missing', 'the rule has no "detection" map', { span: document.spanOf(at) });
    return or([]);
  }
  const entries = entry.value.entries.filter(({ name }) => name !== 'condition' && name !== 'timeframe');
  const selections = new Map(
    entries.map(({ name, value }): [string, Expression] => [name, readSelection(name, value, reading)]),
  );
  refuseTimeframe(entryOf(entry.value, 'timeframe'), reading);
  const condition = entryOf(entry.value, 'condition');
  if (condition === undefined) {
    report.error('sigma.condition.missing', 'the detection has no condition', {
      span: document.spanOf(entry.key),
    });
    return or([]);
  }
  const names = createSelectionNames([...selections.keys()]);
  const conditions = conditionTexts(condition, reading).map((text) => {
    const problemAt: ConditionReport = (severity, { code, message, at, length }) => {
      report[severity](code, message, { span: document.spanWithin(text, at, at + length) });
    };
    const parsed = parse(String(text.value), problemAt);
    return parsed === undefined ? or([]) : resolveCondition(parsed, selections, names, problemAt);
  });
  if (!report.hasErrors()) warnOfUnused(entries, names.unused(), reading);
  return or(conditions);
}

function refuseTimeframe(entry: YamlEntry | undefined, { document, report }: Reading): void {
  if (entry === undefined) return;
  report.error('sigma.condition.aggregation', '"timeframe" has no meaning in a detection', {
    span: document.spanOf(entry.key),
    hint: 'aggregations were removed from Sigma: write a correlation',
  });
}

/** A list of conditions means any of them. */
function conditionTexts({ value }: YamlEntry, { document, report }: Reading): readonly YamlScalar[] {
  const nodes = value.kind === 'list' ? value.items : [value];
  const texts = nodes
    .filter((node) => node.kind === 'scalar')
    .filter((node) => typeof node.value === 'string');
  if (texts.length !== nodes.length || nodes.length === 0) {
    report.error('sigma.condition.syntax', 'a condition is a text', { span: document.spanOf(value) });
  }
  return texts;
}

function parse(text: string, problemAt: ConditionReport): Condition | undefined {
  const parsed = parseCondition(text);
  if (parsed.ok) return parsed.condition;
  problemAt('error', parsed.problem);
  return undefined;
}

function warnOfUnused(
  entries: readonly YamlEntry[],
  unused: readonly string[],
  { document, report }: Reading,
): void {
  if (unused.length === 0) return;
  const isUnused = new Set(unused);
  for (const { name, key } of entries) {
    if (!isUnused.has(name)) continue;
    report.warning('sigma.selection.unused', `no condition names the selection "${name}"`, {
      span: document.spanOf(key),
      hint: 'remove it, or add it to the condition',
    });
  }
}
