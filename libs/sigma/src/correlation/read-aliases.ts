import type { DocumentReport } from '../document-report.ts';
import { entryOf, textOf } from '../yaml/yaml-node.ts';
import type { YamlMap } from '../yaml/yaml-node.ts';
import type { Alias } from './correlation.ts';
import type { RuleReference } from './rule-reference.ts';

const hint = 'write "alias: { rule_name: field }"';

/** Reads `aliases`: a map of maps from a rule to the field that its events have for the alias. */
export function readAliases(
  map: YamlMap,
  rules: readonly RuleReference[],
  groupBy: readonly string[],
  report: DocumentReport,
): readonly Alias[] {
  const aliases = entryOf(map, 'aliases')?.value;
  if (aliases === undefined) return [];
  if (aliases.kind !== 'map') {
    report.error('sigma.correlation.aliases', '"aliases" is a map of aliases', aliases, hint);
    return [];
  }
  const isReferred = new Set(rules.map(({ text }) => text));
  return aliases.entries.map(({ name, key, value }) => {
    const fields: Alias['fields'][number][] = [];
    if (value.kind !== 'map') {
      const message = `the alias "${name}" is a map from rules to fields`;
      report.error('sigma.correlation.aliases', message, value, hint);
      return { name, fields };
    }
    for (const item of value.entries) {
      const field = textOf(item.value);
      if (field === undefined || field === '') {
        const message = `the alias "${name}" names no field for "${item.name}"`;
        const isNull = item.value.kind === 'scalar' && field === undefined;
        report.error('sigma.correlation.aliases', message, isNull ? item.key : item.value, hint);
      } else if (!isReferred.has(item.name)) {
        const message = `"${item.name}" is not among the correlation's rules`;
        report.error('sigma.correlation.alias-rule', message, item.key, 'write the rule as in "rules"');
      } else fields.push({ rule: { text: item.name, span: report.document.spanOf(item.key) }, field });
    }
    if (!groupBy.includes(name)) {
      report.warning('sigma.correlation.alias-unused', `the alias "${name}" is not in "group-by"`, key);
    } else if (fields.length < rules.length) {
      const message = `the alias "${name}" names no field for some rules; for them "${name}" itself is the field`;
      report.warning('sigma.correlation.alias-incomplete', message, key);
    }
    return { name, fields };
  });
}
