import type { Expression, Predicate } from '../detection/predicate.ts';
import type { SigmaRule } from '../rule/rule.ts';
import { estimateFrequency } from './estimate-frequency.ts';

/** Operators of a program node. */
export const operator = { and: 0, or: 1, not: 2 } as const;

/** A node of a rule's formula: predicates by their number within the rule, which are cheap, and nodes below. */
export interface ProgramNode {
  readonly operator: (typeof operator)[keyof typeof operator];
  readonly predicates: Int32Array;
  readonly nodes: readonly ProgramNode[];
}

/** What a rule becomes by itself, independent of the other rules. */
export interface CompiledRule {
  readonly predicates: readonly Predicate[];
  readonly program: ProgramNode;
  /**
   * Numbers of predicates of which at least one must hold for the rule to match; the rule is only tried when one does.
   * Undefined where there is no such set: the rule is always tried.
   */
  readonly cover: readonly number[] | undefined;
}

const compiled = new WeakMap<SigmaRule, CompiledRule>();

/** Compiles a rule, or finds what was compiled for it before. */
export function compileRule(rule: SigmaRule): CompiledRule {
  const known = compiled.get(rule);
  if (known !== undefined) return known;
  const predicates: Predicate[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (predicate: Predicate): number => {
    const number = numbers.get(predicate.key) ?? predicates.push(predicate) - 1;
    numbers.set(predicate.key, number);
    return number;
  };
  const result = {
    program: toNode(rule.detection, numberOf),
    predicates,
    cover: coverOf(rule.detection, numberOf)?.predicates,
  };
  compiled.set(rule, result);
  return result;
}

function toNode(expression: Expression, numberOf: (predicate: Predicate) => number): ProgramNode {
  if (expression.kind === 'predicate') return node(operator.and, [numberOf(expression.predicate)], []);
  if (expression.kind === 'not') return node(operator.not, [], [toNode(expression.item, numberOf)]);
  const direct: number[] = [];
  const nodes: ProgramNode[] = [];
  for (const item of flatten(expression.kind, expression.items)) {
    if (item.kind === 'predicate') direct.push(numberOf(item.predicate));
    else nodes.push(toNode(item, numberOf));
  }
  return node(operator[expression.kind], direct, nodes);
}

function node(
  kind: ProgramNode['operator'],
  predicates: readonly number[],
  nodes: readonly ProgramNode[],
): ProgramNode {
  return { operator: kind, predicates: Int32Array.from(predicates), nodes };
}

/** Draws in items of the same kind: (a or b) or c. */
function flatten(kind: 'and' | 'or', items: readonly Expression[]): readonly Expression[] {
  return items.flatMap((item) => (item.kind === kind ? flatten(kind, item.items) : [item]));
}

interface Cover {
  readonly predicates: readonly number[];
  /** Share of events on which a predicate of the cover holds, roughly; the smaller the better. */
  readonly frequency: number;
}

function coverOf(expression: Expression, numberOf: (predicate: Predicate) => number): Cover | undefined {
  switch (expression.kind) {
    case 'predicate': {
      const frequency = estimateFrequency(expression.predicate);
      return frequency === undefined
        ? undefined
        : { predicates: [numberOf(expression.predicate)], frequency };
    }
    case 'not':
      return undefined;
    case 'and': {
      let best: Cover | undefined;
      for (const item of expression.items) {
        const cover = coverOf(item, numberOf);
        if (cover !== undefined && (best === undefined || cover.frequency < best.frequency)) best = cover;
      }
      return best;
    }
    case 'or': {
      const covers: Cover[] = [];
      for (const item of expression.items) {
        const cover = coverOf(item, numberOf);
        if (cover === undefined) return undefined;
        covers.push(cover);
      }
      return {
        predicates: [...new Set(covers.flatMap(({ predicates }) => predicates))],
        frequency: covers.reduce((sum, { frequency }) => sum + frequency, 0),
      };
    }
  }
}
