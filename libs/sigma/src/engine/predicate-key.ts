import type { Predicate, Test } from '../detection/predicate.ts';

/** Equal for predicates that always agree, so that rules can share them. */
export function keyOf({ field, test }: Predicate): string {
  return JSON.stringify([field ?? null, test.kind, ...identityOf(test)]);
}

function identityOf(test: Test): readonly unknown[] {
  switch (test.kind) {
    case 'equals':
    case 'prefix':
    case 'suffix':
    case 'contains':
      return [test.isCased, test.text];
    case 'wildcard':
      return [test.isCased, test.source];
    case 'regex':
      return [test.flags, test.source];
    case 'network':
      return [test.cidr];
    case 'compare':
      return [test.operator, String(test.limit)];
    case 'time':
      return [test.part, test.operator, test.limit];
    case 'field':
      return [test.isCased, test.match, test.other];
    case 'exists':
    case 'null':
    case 'value':
      return [];
  }
}
