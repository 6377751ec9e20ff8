import type { Test } from '../detection/predicate.ts';
import type { FieldValues } from './assemble-fields.ts';
import type { Assignment } from './assignment.ts';
import { findValue } from './field-needs.ts';
import type { Means, SyntheticValue } from './field-needs.ts';

/** One field with another value. */
export interface FieldChange {
  /** Undefined for what keywords ask for. */
  readonly field: string | undefined;
  readonly value: SyntheticValue;
}

/** Most characters of a value that are changed one after the other. */
const maxPlaces = 40;

/**
 * Changes of one field after which a rule may no longer match, the smallest first: a character or number that a test of
 * the rule looks at, then a value that an exclusion of the rule asks for, then the field's absence.
 */
export function* proposeChanges(
  fields: FieldValues,
  assignment: Assignment,
  means: Means,
): Generator<FieldChange> {
  const needs = [...assignment.needs()];
  const compared = assignment.fieldLiterals().map(({ field }) => field);
  for (const field of [
    ...needs.filter(([, { wanted }]) => wanted.length > 0).map(([name]) => name),
    ...compared,
  ]) {
    for (const value of variantsOf(fields.get(field))) yield { field, value };
  }
  for (const [field, { refused }] of needs) {
    for (const test of refused) {
      const found = findValue({ wanted: [...valueOnly, test], refused: [] }, means);
      if (found !== 'no-value') yield { field, value: found.value };
    }
  }
  for (const [field] of needs)
    yield { field, value: fields.get(field) === undefined ? 'synthetic' : undefined };
}

const valueOnly: readonly Test[] = [{ kind: 'value' }];

/** Values that differ a little. */
function* variantsOf(value: SyntheticValue): Generator<SyntheticValue> {
  if (value === null || value === undefined) yield 'synthetic';
  else if (typeof value === 'number') yield* [value + 1, value - 1];
  else if (typeof value === 'string') {
    yield* textVariants(value);
  } else {
    for (const [index, member] of value.entries()) {
      yield value.toSpliced(index, 1);
      if (member === null) continue;
      for (const text of textVariants(member)) yield value.toSpliced(index, 1, text);
    }
  }
}

function* textVariants(text: string): Generator<string> {
  const number = Number(text);
  if (text.trim() !== '' && Number.isFinite(number)) yield* [String(number + 1), String(number - 1)];
  const chars = [...text];
  const step = Math.max(1, Math.floor(chars.length / maxPlaces));
  // The middle first: it is likelier to be what a test looks at than what was put around it.
  const places = [...chars.keys()].filter((place) => place % step === 0);
  for (const place of places.toSorted(
    (a, b) => Math.abs(a - chars.length / 2) - Math.abs(b - chars.length / 2),
  )) {
    const char = chars[place] ?? '';
    yield chars
      .toSpliced(place, 1, /\d/.test(char) ? String((Number(char) + 1) % 10) : char === 'q' ? 'w' : 'q')
      .join('');
  }
  yield `${text}q`;
  yield `q${text}`;
  yield chars.slice(0, -1).join('');
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(text)) yield* ['192.0.2.1', '203.0.113.9', '8.8.8.8'];
}
