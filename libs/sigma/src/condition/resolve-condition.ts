import { and, atLeast, or } from '../detection/predicate.ts';
import type { Expression } from '../detection/predicate.ts';
import type { Condition, ConditionProblem } from './parse-condition.ts';
import type { SelectionNames } from './selection-names.ts';

/** What is reported while names are looked up; the offsets are of the condition's text. */
export type ConditionReport = (severity: 'error' | 'warning', problem: ConditionProblem) => void;

/** Puts the selections in place of their names. What is refused is reported, and false. */
export function resolveCondition(
  condition: Condition,
  selections: ReadonlyMap<string, Expression>,
  names: SelectionNames,
  report: ConditionReport,
): Expression {
  const selectionOf = (name: string): Expression => selections.get(name) ?? or([]);

  const problemWith = (code: string, message: string, name: string, at: number): ConditionProblem => ({
    code: `sigma.condition.${code}`,
    message,
    at,
    length: name.length,
  });

  const resolveName = (name: string, at: number): Expression => {
    if (!names.use(name)) {
      const message = `the condition names "${name}", and there is no such selection`;
      report('error', problemWith('unknown-selection', message, name, at));
    }
    return selectionOf(name);
  };

  const resolveOf = ({ count, pattern, at }: Condition & { readonly kind: 'of' }): Expression => {
    const found = names.like(pattern);
    if (found === undefined) {
      report('error', problemWith('too-large', 'the condition names too many selections', pattern, at));
      return or([]);
    }
    if (found.length === 0) {
      const message = `no selection is called like "${pattern}"`;
      // Of nothing, "1 of" is false, as the specification's reading goes, and "all of" would be true for every event.
      const severity = count === 1 ? 'warning' : 'error';
      report(severity, problemWith('matches-nothing', message, pattern, at));
      return or([]);
    }
    if (count !== 'all' && count > found.length) {
      const message = `"${count} of" can't hold: only ${found.length} selections are called like "${pattern}"`;
      report('error', problemWith('too-few', message, pattern, at));
    }
    const items = found.map(selectionOf);
    return count === 'all' ? and(items) : atLeast(count, items);
  };

  const resolve = (node: Condition): Expression => {
    switch (node.kind) {
      case 'and':
        return and(node.items.map(resolve));
      case 'or':
        return or(node.items.map(resolve));
      case 'not':
        return { kind: 'not', item: resolve(node.item) };
      case 'name':
        return resolveName(node.name, node.at);
      case 'of':
        return resolveOf(node);
    }
  };
  return resolve(condition);
}
