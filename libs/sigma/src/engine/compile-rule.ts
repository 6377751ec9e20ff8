import type { Expression, Predicate } from '../detection/predicate.ts';
import type { SigmaRule } from '../rule/rule.ts';
import { estimateFrequency } from './estimate-frequency.ts';
import { keyOf } from './predicate-key.ts';

/** Operators of a program node. */
export const operator = { and: 0, or: 1, not: 2, atLeast: 3 } as const;

/** A node of a rule's formula: predicates by their number within the rule, which are cheap, and nodes below. */
export interface ProgramNode {
  readonly operator: (typeof operator)[keyof typeof operator];
  readonly predicates: Int32Array;
  readonly nodes: readonly ProgramNode[];
  /** Of `atLeast`: how many must hold. */
  readonly count: number;
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
    const key = keyOf(predicate);
    const number = numbers.get(key) ?? predicates.push(predicate) - 1;
    numbers.set(key, number);
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

function toNode(labelled: Expression, numberOf: (predicate: Predicate) => number): ProgramNode {
  const expression = withoutLabels(labelled);
  if (expression.kind === 'predicate') return node(operator.and, [numberOf(expression)], []);
  if (expression.kind === 'not') return node(operator.not, [], [toNode(expression.item, numberOf)]);
  const direct: number[] = [];
  const nodes: ProgramNode[] = [];
  for (const item of flatten(expression.kind, expression.items)) {
    if (item.kind === 'predicate') direct.push(numberOf(item));
    else nodes.push(toNode(item, numberOf));
  }
  return node(operator[expression.kind], direct, nodes, expression.kind === 'atLeast' ? expression.count : 0);
}

function node(
  kind: ProgramNode['operator'],
  predicates: readonly number[],
  nodes: readonly ProgramNode[],
  count = 0,
): ProgramNode {
  return { operator: kind, predicates: Int32Array.from(predicates), nodes, count };
}

type Unlabelled = Exclude<Expression, { readonly kind: 'selection' | 'item' }>;

function withoutLabels(expression: Expression): Unlabelled {
  let inner = expression;
  while (inner.kind === 'selection' || inner.kind === 'item') inner = inner.item;
  return inner;
}

/** Draws in items of the same kind: (a or b) or c. */
function flatten(kind: 'and' | 'or' | 'atLeast', items: readonly Expression[]): readonly Unlabelled[] {
  return items.flatMap((labelled) => {
    const item = withoutLabels(labelled);
    return item.kind === kind && kind !== 'atLeast' ? flatten(kind, item.items) : [item];
  });
}

interface Cover {
  readonly predicates: readonly number[];
  /** Share of events on which a predicate of the cover holds, roughly; the smaller the better. */
  readonly frequency: number;
}

function coverOf(labelled: Expression, numberOf: (predicate: Predicate) => number): Cover | undefined {
  const expression = withoutLabels(labelled);
  switch (expression.kind) {
    case 'predicate': {
      const frequency = estimateFrequency(expression);
      return frequency === undefined ? undefined : { predicates: [numberOf(expression)], frequency };
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
    case 'or':
      return coverOfAny(expression.items, expression.items.length, numberOf);
    case 'atLeast':
      // Where so many hold, one does among any that are too many to be all of the others.
      return coverOfAny(expression.items, expression.items.length - expression.count + 1, numberOf);
  }
}

/** The cheapest cover of `size` of the items. */
function coverOfAny(
  items: readonly Expression[],
  size: number,
  numberOf: (predicate: Predicate) => number,
): Cover | undefined {
  const covers = items.map((item) => coverOf(item, numberOf)).filter((cover) => cover !== undefined);
  if (covers.length < size) return undefined;
  const chosen = covers.toSorted((left, right) => left.frequency - right.frequency).slice(0, size);
  return {
    predicates: [...new Set(chosen.flatMap(({ predicates }) => predicates))],
    frequency: chosen.reduce((sum, { frequency }) => sum + frequency, 0),
  };
}
