import { matchText, testText } from '../detection/test-text.ts';
import type { Test } from '../detection/predicate.ts';
import { operator } from './compile-rule.ts';
import type { ProgramNode } from './compile-rule.ts';
import type { EventView } from './event-view.ts';
import { keywordField } from './field-table.ts';
import type { PredicateTable } from './predicate-table.ts';

/** Evaluates programs on the event of a view; each predicate is computed at most once per event. */
export interface Evaluator {
  /** Forgets what was found out about the last event. */
  begin(): void;
  /** Notes that a predicate holds, which an index has found. */
  learn(predicate: number): void;
  /** Whether the program holds; `link` leads from its predicates to those of the table. */
  evaluate(program: ProgramNode, link: Int32Array): boolean;
}

/** Largest event number that leaves room for the answer's bit in 32 bits. */
const maxEpoch = 0x7ffffffe;

/** Makes an evaluator over one table and one view. */
export function createEvaluator(table: PredicateTable, view: EventView): Evaluator {
  /** For each predicate: event number × 2 + answer. */
  const known = new Uint32Array(table.tests.length);
  let epoch = 0;

  const holds = (predicate: number): boolean => {
    const memory = known[predicate] ?? 0;
    if (memory >>> 1 === epoch) return (memory & 1) === 1;
    const answer = compute(predicate);
    known[predicate] = epoch * 2 + (answer ? 1 : 0);
    return answer;
  };

  const compute = (predicate: number): boolean => {
    const test = table.tests[predicate];
    const field = table.fields[predicate] ?? keywordField;
    if (test === undefined) return false;
    if (field === keywordField) return anyText(test, field);
    const isPresent = view.isPresent(field);
    switch (test.kind) {
      case 'exists':
        return isPresent;
      case 'null':
        return !isPresent || view.hasNull(field);
      case 'value':
        return view.texts(field).length > 0;
      case 'field':
        return isPresent && anyPair(test, field, table.otherFields[predicate] ?? keywordField);
      default:
        return isPresent && anyText(test, field);
    }
  };

  const anyText = (test: Test, field: number): boolean => {
    const texts = view.texts(field);
    const folded = view.foldedTexts(field);
    for (let index = 0; index < texts.length; index += 1) {
      if (testText(test, texts[index] ?? '', folded[index] ?? '')) return true;
    }
    return false;
  };

  const anyPair = (test: Test & { readonly kind: 'field' }, field: number, other: number): boolean => {
    const [left, right] = test.isCased
      ? [view.texts(field), view.texts(other)]
      : [view.foldedTexts(field), view.foldedTexts(other)];
    return left.some((text) => right.some((pattern) => matchText(test.match, text, pattern)));
  };

  const evaluateCount = ({ predicates, nodes, count }: ProgramNode, link: Int32Array): boolean => {
    let missing = count;
    for (const predicate of predicates) if (holds(link[predicate] ?? 0)) missing -= 1;
    for (const node of nodes) if (missing > 0 && evaluate(node, link)) missing -= 1;
    return missing <= 0;
  };

  const evaluate = (program: ProgramNode, link: Int32Array): boolean => {
    const { operator: kind, predicates, nodes } = program;
    if (kind === operator.atLeast) return evaluateCount(program, link);
    if (kind === operator.not) {
      const [inner] = nodes;
      return inner !== undefined && !evaluate(inner, link);
    }
    // `and` is decided by the first false, `or` by the first true.
    const decisive = kind === operator.or;
    for (const predicate of predicates) if (holds(link[predicate] ?? 0) === decisive) return decisive;
    for (const node of nodes) if (evaluate(node, link) === decisive) return decisive;
    return !decisive;
  };

  return {
    begin: () => {
      epoch += 1;
      if (epoch < maxEpoch) return;
      known.fill(0);
      epoch = 1;
    },
    learn: (predicate) => {
      known[predicate] = epoch * 2 + 1;
    },
    evaluate,
  };
}
