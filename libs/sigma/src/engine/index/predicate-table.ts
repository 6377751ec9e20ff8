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
  /** By what is asked of which field, then by the text. */
  const numbers = new Map<string, Map<string, number>>();
  return {
    predicates,
    numberOf: (predicate) => {
      const question = questionOf(predicate);
      const text = textOf(predicate.test);
      let byText = numbers.get(question);
      if (byText === undefined) numbers.set(question, (byText = new Map<string, number>()));
      const known = byText.get(text);
      if (known !== undefined) return known;
      byText.set(text, predicates.length);
      return predicates.push(predicate) - 1;
    },
  };
}

function questionOf({ field, test }: Predicate): string {
  // No field begins with a line end, so keywords are no field's.
  const name = field ?? '\n';
  switch (test.kind) {
    case 'equals':
    case 'prefix':
    case 'suffix':
    case 'contains':
    case 'wildcard':
      return test.isCased ? `${test.kind}! ${name}` : `${test.kind} ${name}`;
    case 'regex':
      return `regex/${test.flags} ${name}`;
    case 'compare':
      return `${test.operator} ${name}`;
    case 'time':
      return `${test.part}/${test.operator} ${name}`;
    case 'field':
      return `${test.isCased ? 'field!' : 'field'}/${test.match} ${name}`;
    case 'network':
    case 'exists':
    case 'null':
    case 'value':
      return `${test.kind} ${name}`;
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
