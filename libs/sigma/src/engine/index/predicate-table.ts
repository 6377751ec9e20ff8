import type { Predicate, Test } from '../../detection/predicate.ts';

/** Numbers for the distinct predicates of a segment. */
export interface PredicateTable {
  readonly predicates: readonly Predicate[];
  /** Gives the predicate a number; equal predicates get the same. */
  numberOf(predicate: Predicate): number;
}

/** Makes an empty table. */
export function createPredicateTable(): PredicateTable {
  const predicates: Predicate[] = [];
  /** By field, by what is asked of it, then by the text. */
  const numbers = new Map<string | undefined, Map<string, Map<string, number>>>();
  let last: Predicate | undefined;
  let lastNumber = 0;
  return {
    predicates,
    numberOf: (predicate) => {
      if (predicate === last) return lastNumber;
      const { field, test } = predicate;
      const text = textOf(test);
      let byQuestion = numbers.get(field);
      if (byQuestion === undefined) numbers.set(field, (byQuestion = new Map<string, Map<string, number>>()));
      const question = questionOf(test);
      let byText = byQuestion.get(question);
      if (byText === undefined) byQuestion.set(question, (byText = new Map<string, number>()));
      let number = byText.get(text);
      if (number === undefined) {
        number = predicates.push(predicate) - 1;
        byText.set(text, number);
      }
      last = predicate;
      return (lastNumber = number);
    },
  };
}

function questionOf(test: Test): string {
  switch (test.kind) {
    case 'equals':
    case 'prefix':
    case 'suffix':
    case 'contains':
    case 'wildcard':
      return test.isCased ? `${test.kind} cased` : test.kind;
    case 'regex':
      return `regex ${test.flags}`;
    case 'compare':
      return test.operator;
    case 'time':
      return `${test.part} ${test.operator}`;
    case 'field':
      return `field ${test.match}${test.isCased ? ' cased' : ''}`;
    case 'network':
    case 'exists':
    case 'null':
    case 'value':
      return test.kind;
  }
}

function textOf(test: Test): string {
  switch (test.kind) {
    case 'equals':
    case 'prefix':
    case 'suffix':
    case 'contains':
      return test.text;
    case 'wildcard':
    case 'regex':
      return test.source;
    case 'network':
      return test.cidr;
    case 'compare':
    case 'time':
      return String(test.limit);
    case 'field':
      return test.other;
    case 'exists':
    case 'null':
    case 'value':
      return '';
  }
}
