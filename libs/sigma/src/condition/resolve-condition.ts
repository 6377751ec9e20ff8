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

  const resolveName = (name: string, at: number): Expression => {
    if (!names.use(name)) {
      const message = `the condition names "${name}", and there is no such selection`;
      report('error', { code: 'sigma.condition.unknown-selection', message, at, length: name.length });
    }
    return selectionOf(name);
  };

  const resolveOf = ({ count, pattern, at }: Condition & { readonly kind: 'of' }): Expression => {
    const found = names.like(pattern);
    const place = { at, length: pattern.length };
    if (found === undefined) {
      report('error', {
        code: 'sigma.condition.too-large',
        message: 'the condition names too many selections',
        ...place,
      });
      return or([]);
    }
    if (found.length === 0) {
      const message = `no selection is called like "${pattern}"`;
      // Of nothing, "1 of" is false, as the specification's reading goes, and "all of" would be true for every event.
      report(count === 1 ? 'warning' : 'error', {
        code: 'sigma.condition.matches-nothing',
        message,
        ...place,
      });
      return or([]);
    }
    if (count !== 'all' && count > found.length) {
      const message = `"${count} of" can't hold: only ${found.length} selections are called like "${pattern}"`;
      report('error', { code: 'sigma.condition.too-few', message, ...place });
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
