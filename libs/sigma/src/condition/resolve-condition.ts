import { and, or } from '../detection/predicate.ts';
import type { Expression } from '../detection/predicate.ts';
import { anyRun } from '../pattern/pattern.ts';
import type { PatternPart } from '../pattern/pattern.ts';
import { compileWildcard } from '../pattern/wildcard.ts';
import type { Condition, ConditionProblem } from './parse-condition.ts';

/** What is reported while names are looked up; the offsets are of the condition's text. */
export type ConditionReport = (severity: 'error' | 'warning', problem: ConditionProblem) => void;

/** Puts the selections in place of their names. What is refused is reported, and false. */
export function resolveCondition(
  condition: Condition,
  selections: ReadonlyMap<string, Expression>,
  report: ConditionReport,
): Expression {
  const resolve = (node: Condition): Expression => {
    switch (node.kind) {
      case 'and':
        return and(node.items.map(resolve));
      case 'or':
        return or(node.items.map(resolve));
      case 'not':
        return { kind: 'not', item: resolve(node.item) };
      case 'name': {
        const selection = selections.get(node.name);
        if (selection === undefined) {
          const message = `the condition names "${node.name}", and there is no such selection`;
          report('error', {
            code: 'sigma.condition.unknown-selection',
            message,
            at: node.at,
            length: node.name.length,
          });
        }
        return selection ?? or([]);
      }
      case 'of': {
        const items = namesLike(node.pattern, selections.keys()).map(
          (name) => selections.get(name) ?? or([]),
        );
        if (items.length === 0) {
          const message = `no selection is called like "${node.pattern}"`;
          const problem = {
            code: 'sigma.condition.matches-nothing',
            message,
            at: node.at,
            length: node.pattern.length,
          };
          // Of nothing, "1 of" is false, as the specification's reading goes, and "all of" would be true for every event.
          report(node.quantifier === 'all' ? 'error' : 'warning', problem);
        }
        return node.quantifier === 'all' && items.length > 0 ? and(items) : or(items);
      }
    }
  };
  return resolve(condition);
}

/** Names that a pattern stands for. Those with a leading underscore only count where the pattern has one too. */
export function namesLike(pattern: string, names: Iterable<string>): readonly string[] {
  const isAll = pattern.toLowerCase() === 'them';
  const pieces = pattern
    .split('*')
    .flatMap((piece, index): PatternPart[] => (index === 0 ? [piece] : [anyRun, piece]));
  const isLike = compileWildcard(pieces.filter((piece) => piece !== ''));
  return [...names].filter((name) => {
    if (name.startsWith('_') && (isAll || !pattern.startsWith('_'))) return false;
    return isAll || isLike(name);
  });
}
