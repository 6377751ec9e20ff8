import type { Predicate, Test } from '../detection/predicate.ts';
import type { CompiledRule } from './compile-rule.ts';
import { keywordField } from './field-table.ts';
import type { FieldTable } from './field-table.ts';
import { keyOf } from './predicate-key.ts';

/** Every distinct predicate of a rule set, by number. */
export interface PredicateTable {
  readonly tests: readonly Test[];
  /** Number of the field that a predicate looks at. */
  readonly fields: Int32Array;
  /** Of tests that compare with another field: its number. */
  readonly otherFields: Int32Array;
  /** For each rule: from its own predicate numbers to those of the table. */
  readonly links: readonly Int32Array[];
}

/** Gives equal predicates of different rules one number. */
export function createPredicateTable(rules: readonly CompiledRule[], fieldTable: FieldTable): PredicateTable {
  const numbers = new Map<string, number>();
  const all: Predicate[] = [];
  const links = rules.map(({ predicates }) =>
    Int32Array.from(predicates, (predicate) => {
      const key = keyOf(predicate);
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, all.length);
      return all.push(predicate) - 1;
    }),
  );
  return {
    tests: all.map(({ test }) => test),
    fields: Int32Array.from(all, ({ field }) =>
      field === undefined ? keywordField : fieldTable.numberOf(field),
    ),
    otherFields: Int32Array.from(all, ({ test }) =>
      test.kind === 'field' ? fieldTable.numberOf(test.other) : keywordField,
    ),
    links,
  };
}
