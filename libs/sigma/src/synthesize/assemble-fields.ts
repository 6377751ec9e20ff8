import type { Test } from '../detection/predicate.ts';
import { foldCase } from '../pattern/fold.ts';
import type { Assignment, FieldLiteral } from './assignment.ts';
import { findValue, fulfils } from './field-needs.ts';
import type { FieldNeeds, Means, SyntheticValue } from './field-needs.ts';

/** Values by field name; what keywords ask for is under undefined. */
export type FieldValues = Map<string | undefined, SyntheticValue>;

const noNeeds: FieldNeeds = { wanted: [], refused: [] };

/**
 * The values of an assignment, changed where two fields are compared and where a value holds a keyword that must not be
 * anywhere. What could not be brought about is left as it is: the event must be tested.
 */
export function assembleFields(assignment: Assignment, means: Means): FieldValues {
  const needs = new Map<string | undefined, FieldNeeds>(assignment.needs());
  const values: FieldValues = new Map([...assignment.needs()].map(([field, { value }]) => [field, value]));
  const needsOf = (field: string): FieldNeeds => needs.get(field) ?? noNeeds;
  const put = (field: string, value: SyntheticValue, fieldNeeds: FieldNeeds): void => {
    values.set(field, value);
    needs.set(field, fieldNeeds);
  };

  const banned = needs.get(undefined)?.refused ?? [];
  for (const [field, value] of values) {
    if (banned.length === 0 || field === undefined || value === undefined) continue;
    const stricter = { ...needsOf(field), refused: [...needsOf(field).refused, ...banned] };
    const found = fulfils(value, stricter) ? 'no-value' : findValue(stricter, means);
    if (found !== 'no-value') put(field, found.value, stricter);
  }

  const agree = ({ field, test }: FieldLiteral): void => {
    const [own, other] = [needsOf(field), needsOf(test.other)];
    const both: FieldNeeds = {
      wanted: [...own.wanted, ...other.wanted, { kind: 'value' }],
      refused: [...own.refused, ...other.refused],
    };
    // Whatever the comparison is, it holds between equal texts.
    const same = findValue(both, means);
    if (same !== 'no-value') {
      put(field, same.value, both);
      put(test.other, same.value, both);
      return;
    }
    const otherNeeds: FieldNeeds = { ...other, wanted: [...other.wanted, { kind: 'value' }] };
    const otherFound = findValue(otherNeeds, means);
    if (otherFound === 'no-value') return;
    const ownNeeds = { ...own, wanted: [...own.wanted, textTest(test, otherFound.value)] };
    const ownFound = findValue(ownNeeds, means);
    if (ownFound === 'no-value') return;
    put(test.other, otherFound.value, otherNeeds);
    put(field, ownFound.value, ownNeeds);
  };

  const differ = ({ field, test }: FieldLiteral): void => {
    const other = values.get(test.other);
    if (other === undefined || values.get(field) === undefined) return;
    const ownNeeds = { ...needsOf(field), refused: [...needsOf(field).refused, textTest(test, other)] };
    const found = fulfils(values.get(field), ownNeeds) ? 'no-value' : findValue(ownNeeds, means);
    if (found !== 'no-value') put(field, found.value, ownNeeds);
  };

  for (const literal of assignment.fieldLiterals()) if (literal.isWanted) agree(literal);
  for (const literal of assignment.fieldLiterals()) if (!literal.isWanted) differ(literal);
  return values;
}

/** The comparison with a value that is known. */
function textTest({ match, isCased }: FieldLiteral['test'], value: SyntheticValue): Test {
  const text = String(Array.isArray(value) ? value[0] : value);
  return { kind: match, text: isCased ? text : foldCase(text), isCased };
}
