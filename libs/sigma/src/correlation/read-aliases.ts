import type { Alias } from './correlation.ts';
import type { RuleReference } from './rule-reference.ts';
import { entryIn, textOf } from './section.ts';
import type { Section } from './section.ts';

const hint = 'write "alias: { rule_name: field }"';

/** Reads `aliases`: a map of maps from a rule to the field that its events have for the alias. */
export function readAliases(
  section: Section,
  rules: readonly RuleReference[],
  groupBy: readonly string[],
): readonly Alias[] {
  const { document, report } = section;
  const entry = entryIn(section, 'aliases');
  if (entry === undefined) return [];
  if (entry.value.kind !== 'map') {
    report.error('sigma.correlation.aliases', '"aliases" is a map of aliases', {
      span: document.spanOf(entry.value),
      hint,
    });
    return [];
  }
  const isReferred = new Set(rules.map(({ text }) => text));
  return entry.value.entries.map(({ name, key, value }) => {
    const fields: Alias['fields'][number][] = [];
    if (value.kind !== 'map') {
      report.error('sigma.correlation.aliases', `the alias "${name}" is a map from rules to fields`, {
        span: document.spanOf(value),
        hint,
      });
      return { name, fields };
    }
    for (const item of value.entries) {
      const field = textOf(item.value);
      if (field === undefined || field === '') {
        report.error('sigma.correlation.aliases', `the alias "${name}" names no field for "${item.name}"`, {
          span: document.spanOf(item.value.kind === 'scalar' && field === undefined ? item.key : item.value),
          hint,
        });
      } else if (!isReferred.has(item.name)) {
        report.error('sigma.correlation.alias-rule', `"${item.name}" is not among the correlation's rules`, {
          span: document.spanOf(item.key),
          hint: 'write the rule as in "rules"',
        });
      } else fields.push({ rule: { text: item.name, span: document.spanOf(item.key) }, field });
    }
    if (!groupBy.includes(name)) {
      report.warning('sigma.correlation.alias-unused', `the alias "${name}" is not in "group-by"`, {
        span: document.spanOf(key),
      });
    } else if (fields.length < rules.length) {
      report.warning(
        'sigma.correlation.alias-incomplete',
        `the alias "${name}" names no field for some rules; for them "${name}" itself is the field`,
        { span: document.spanOf(key) },
      );
    }
    return { name, fields };
  });
}
