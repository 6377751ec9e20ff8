import type { LintRule } from '../lint-rule.ts';

function modifierFor(value: unknown): string | undefined {
  if (typeof value !== 'string' || !/^\*?[^*?\\]+(?:\\[^*?\\]+)*\*?$/.test(value)) return undefined;
  if (value.startsWith('*')) return value.endsWith('*') ? 'contains' : 'endswith';
  return value.endsWith('*') ? 'startswith' : undefined;
}

/** Wildcards at the ends of a value, for which there are modifiers. */
export const wildcardForModifier: LintRule = {
  code: 'sigma.lint.wildcard-for-modifier',
  severity: 'info',
  scope: 'detection',
  *check({ items }) {
    for (const { field, modifiers, values } of items) {
      const [first] = values;
      if (modifiers.length > 0 || field === '' || first === undefined) continue;
      const names = new Set(values.map(({ value }) => modifierFor(value)));
      const [name] = names;
      if (names.size !== 1 || name === undefined) continue;
      yield {
        message: `the values have a "*" where "${name}" would do`,
        at: first,
        hint: `write "${field}|${name}" and remove it`,
      };
    }
  },
};
