import fc from 'fast-check';
import { objectOf, print } from './events/json-tree.ts';
import { members, string, value } from './events/random-value.ts';
import { schemaEvent } from './events/schema-events.ts';
import { dottedWinlogbeat, evtx, identified, sentinel, winlogbeat } from './events/windows-events.ts';
import { fieldNames } from './vocabulary.ts';

const spaces = fc.constantFrom('', '', '', '', ' ', '\n', ' \t\r\n ', ' '.repeat(17));
const document = fc.oneof(
  { weight: 5, arbitrary: members.map(objectOf) },
  { weight: 3, arbitrary: identified },
  { weight: 4, arbitrary: evtx },
  { weight: 2, arbitrary: winlogbeat },
  { weight: 6, arbitrary: schemaEvent },
  dottedWinlogbeat,
  sentinel,
  value,
);

/** Valid JSON of any shape, in any spelling. Lone surrogates are escaped, so the text is UTF-8 once encoded. */
export const randomJsonText: fc.Arbitrary<string> = fc
  .tuple(spaces, document)
  .map(([space, tree]) => space + print(tree, space) + space);

const nested = fc
  .tuple(fc.constantFrom(62, 63, 64, 65), fc.constantFrom('A', 'a', 'zz'), fc.boolean())
  .map(([depth, name, isObject]) => {
    const [open, close] = isObject ? [`{"${name}":`, '}'] : ['[', ']'];
    return `{"${name}":${open.repeat(depth - 1)}"ab"${close.repeat(depth - 1)}}`;
  });
const long = fc
  .tuple(fc.constantFrom(...fieldNames), fc.constantFrom(15, 16, 17, 4095, 16_383, 65_535, 65_536), string)
  .map(([name, length, text]) => `{"pad":"${'z'.repeat(length)}",${JSON.stringify(name)}:${text}}`);

type Damage = (bytes: Uint8Array, place: number, byte: number) => Uint8Array;
const damages: readonly Damage[] = [
  (bytes, place) => bytes.subarray(0, place),
  (bytes, place) => bytes.subarray(place),
  (bytes, _, byte) => join(bytes, [byte]),
  (bytes) => join([0xef, 0xbb, 0xbf], bytes),
  (bytes, place, byte) => join(bytes.subarray(0, place), [byte], bytes.subarray(place)),
  (bytes, place, byte) => join(bytes.subarray(0, place), [byte], bytes.subarray(place + 1)),
  (bytes, place) => join(bytes.subarray(0, place), bytes.subarray(place + 1)),
  (bytes, place) => join(bytes.subarray(0, place), [0xed, 0xa0, 0x80], bytes.subarray(place)),
];
const hostileBytes = [...Array.from('"\\{}[],:0-e u\n'), '\u0000', '\u001f'].map((char) =>
  char.charCodeAt(0),
);
const damage = fc.tuple(
  fc.constantFrom(...damages),
  fc.nat(),
  fc.constantFrom(...hostileBytes, 0x80, 0xbf, 0xc0, 0xc2, 0xe2, 0xed, 0xf0, 0xf5, 0xff),
);

/** The bytes of an event, sound or not. */
export const randomEventBytes: fc.Arbitrary<Uint8Array> = fc
  .tuple(
    fc.oneof(
      { weight: 30, arbitrary: randomJsonText },
      nested,
      long,
      fc.constantFrom('', ' ', '{}', '[]', 'null', '"a"', '{"A":"ab"}{"A":"ab"}'),
    ),
    fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: damage }),
  )
  .map(([text, change]) => {
    const bytes = new TextEncoder().encode(text);
    if (change === undefined) return bytes;
    const [apply, place, byte] = change;
    return apply(bytes, place % (bytes.length + 1), byte);
  });

function join(...parts: readonly ArrayLike<number>[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => Array.from(part)));
}
