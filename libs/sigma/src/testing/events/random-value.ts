import fc from 'fast-check';
import { fieldNames, mappedFieldNames, textAtoms } from '../vocabulary.ts';
import { escapeAll, objectOf } from './json-tree.ts';
import type { Tree } from './json-tree.ts';

/** A character of a string in one of the ways in which JSON may write it. */
const pieces = textAtoms.flatMap((atom) => [
  ...[atom, atom, atom].map((text) => JSON.stringify(text).slice(1, -1)),
  ...(atom.length <= 2 ? [escapeAll(atom, false), escapeAll(atom, true)] : []),
]);
const stringPieces = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...pieces, '\\/', '\\b', '\\f') },
  { weight: 4, arbitrary: fc.constantFrom('a', 'b', 'ab', 'AB', 'c') },
  fc.nat({ max: 80 }).map((length) => 'ab '.repeat(length).slice(0, length)),
);
/** A string as JSON writes it, in any spelling. */
export const string = fc.array(stringPieces, { maxLength: 6 }).map((parts) => `"${parts.join('')}"`);
const numbers = [
  ...[
    '0',
    '1',
    '-0',
    '-1',
    '1.0',
    '1e5',
    '1E5',
    '1e+2',
    '1.5',
    '-1.50',
    '100000',
    '3',
    '12',
    '4688',
    '4624',
    '1e400',
  ],
  ...[
    '9007199254740993',
    '12345678901234567890',
    '-98765432109876543210',
    '123456789012345',
    '1234567890123456',
  ],
  ...['0.1e-7', '1e21', '12345678901234567e2', '4688.0'],
];
/** A scalar as JSON writes it. */
export const scalar = fc.oneof(
  { weight: 8, arbitrary: string },
  { weight: 3, arbitrary: fc.constantFrom(...numbers) },
  fc.constantFrom('true', 'false', 'null', 'null', '""'),
);
const key = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...fieldNames) },
  { weight: 2, arbitrary: fc.constantFrom(...mappedFieldNames) },
  fc.constantFrom(
    'Two Words',
    'Two  Words',
    'Chan nel',
    ' A',
    'A ',
    'Event ID',
    'a .b',
    'X_ Y',
    'Ima ge',
    'c',
    'zz',
    '',
  ),
  fc.constantFrom(
    'Provider',
    'SourceName',
    'type',
    'syscall',
    'eventSource',
    'eventName',
    'service',
    'category',
  ),
);
/** A key as JSON writes it. */
export const keyText = fc
  .tuple(key, fc.nat({ max: 19 }))
  .map(([name, spelling]) => (spelling === 0 ? `"${escapeAll(name, false)}"` : JSON.stringify(name)));

/** A value of any depth. */
export const value: fc.Arbitrary<Tree> = fc.letrec<{ value: Tree }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { weight: 8, arbitrary: scalar },
    { weight: 2, arbitrary: fc.array(tie('value'), { maxLength: 3 }) },
    { weight: 3, arbitrary: fc.array(fc.tuple(keyText, tie('value')), { maxLength: 4 }).map(objectOf) },
  ),
})).value;
export const members = fc.array(fc.tuple(keyText, value), { maxLength: 5 });
