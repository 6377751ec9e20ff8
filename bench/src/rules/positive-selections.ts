import type { YamlMap } from './base-rule.ts';

/** What must hold for a rule to match, read from its condition as far as generating needs it. */
export interface PositiveSelections {
  /** Selections outside a negation. */
  readonly names: readonly string[];
  /** All of them must hold. Otherwise each of them may do alone. */
  readonly isConjunction: boolean;
}

const negated = /\bnot\s+(?:(?:1|any|all)\s+of\s+)?\(?\s*([\w*-]+)/gi;

/** Errs on the side of naming too much: a selection that is negated in a way unknown here counts as needed. */
export function positiveSelections(detection: YamlMap): PositiveSelections {
  const condition = [detection['condition']]
    .flat()
    .map((text) => (typeof text === 'string' ? text : ''))
    .join(' or ');
  const patterns = [...condition.matchAll(negated)].map(
    ([, name = '']) => new RegExp(`^${name.replaceAll('*', '.*')}$`),
  );
  const rest = condition.replaceAll(negated, '');
  const names = Object.keys(detection).filter(
    (name) => name !== 'condition' && name !== 'timeframe' && !patterns.some((pattern) => pattern.test(name)),
  );
  return { names, isConjunction: !/\bor\b|\b(?:1|any)\s+of\b/i.test(rest) };
}
