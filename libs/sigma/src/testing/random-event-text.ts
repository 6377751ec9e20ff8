import fc from 'fast-check';
import { fieldNames, textAtoms } from './vocabulary.ts';

/** A JSON document as a tree that may have a key twice, and scalars as they are written. */
type Tree = string | readonly Tree[] | { readonly members: readonly (readonly [key: string, value: Tree])[] };

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
const string = fc.array(stringPieces, { maxLength: 6 }).map((parts) => `"${parts.join('')}"`);
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
const scalar = fc.oneof(
  { weight: 8, arbitrary: string },
  { weight: 3, arbitrary: fc.constantFrom(...numbers) },
  fc.constantFrom('true', 'false', 'null', 'null', '""'),
);
const key = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...fieldNames) },
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
const keyText = fc
  .tuple(key, fc.nat({ max: 19 }))
  .map(([name, spelling]) => (spelling === 0 ? `"${escapeAll(name, false)}"` : JSON.stringify(name)));

const value: fc.Arbitrary<Tree> = fc.letrec<{ value: Tree }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { weight: 8, arbitrary: scalar },
    { weight: 2, arbitrary: fc.array(tie('value'), { maxLength: 3 }) },
    { weight: 3, arbitrary: fc.array(fc.tuple(keyText, tie('value')), { maxLength: 4 }).map(objectOf) },
  ),
})).value;
const members = fc.array(fc.tuple(keyText, value), { maxLength: 5 });

/** Values that tell a log source. */
const telling = fc.constantFrom<readonly (readonly [string, Tree])[]>(
  [
    ['"Channel"', '"Security"'],
    ['"EventID"', '4688'],
  ],
  [
    ['"Channel"', '"Security"'],
    ['"EventID"', '"4624"'],
  ],
  [
    ['"Channel"', '"Microsoft-Windows-Sysmon/Operational"'],
    ['"EventID"', '1'],
  ],
  [['"Channel"', '"security"']],
  [['"Provider_Name"', '"Microsoft-Windows-Sysmon"']],
  [
    ['"type"', '"SYSCALL"'],
    ['"syscall"', '"a"'],
  ],
  [
    ['"eventSource"', '"s3.amazonaws.com"'],
    ['"eventName"', '"x"'],
  ],
  [['"event"', { members: [['"module"', '"auditd"']] }]],
  [['"event"', [{ members: [['"module"', '"auditd"']] }]]],
  [['"product"', '"x"']],
  [
    ['"event"', { members: [['"category"', '"process"']] }],
    ['"process"', { members: [['"command_line"', '"ab"']] }],
  ],
  [['"class_uid"', '1007']],
  [['"ObjectValueName"', '"a"']],
  [['"category"', '"dns"']],
  [],
);
const identified = fc
  .tuple(telling, members, fc.boolean())
  .map(([first, rest, isLast]) => objectOf(isLast ? [...rest, ...first] : [...first, ...rest]));

/** An element of a Windows event as evtx_dump prints it, with attributes or without. */
const element = fc.oneof(
  { weight: 3, arbitrary: value },
  { weight: 2, arbitrary: value.map((text) => objectOf([['"#text"', text]])) },
  { weight: 2, arbitrary: value.map((text): Tree => [objectOf([['"#text"', text]])]) },
  fc.tuple(value, value).map(([text, attribute]) =>
    objectOf([
      ['"#attributes"', objectOf([['"Y"', attribute]])],
      ['"#text"', text],
    ]),
  ),
  value.map((attribute) => objectOf([['"#attributes"', objectOf([['"Name"', attribute]])]])),
);
const elementName = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('"X"', '"Channel"', '"EventID"', '"Provider"', '"A"', '"Image"') },
  keyText,
);
const elements = fc
  .tuple(telling, fc.array(fc.tuple(elementName, element), { maxLength: 4 }))
  .map(([first, rest]) => objectOf([...first, ...rest]));
/** Mostly what belongs there, now and then anything. */
const or = (usual: fc.Arbitrary<Tree>): fc.Arbitrary<Tree> =>
  fc.oneof({ weight: 9, arbitrary: usual }, { weight: 1, arbitrary: value });
const evtx = fc
  .tuple(
    or(elements),
    fc.option(or(elements), { nil: undefined }),
    fc.option(or(elements.map((part) => objectOf([['"Part"', part]]))), { nil: undefined, freq: 2 }),
    fc.array(fc.tuple(keyText, value), { maxLength: 2 }),
  )
  .map(([system, eventData, userData, rest]) =>
    objectOf([
      [
        '"Event"',
        objectOf([
          ['"System"', system],
          ...(eventData === undefined ? [] : [['"EventData"', eventData] as const]),
          ...(userData === undefined ? [] : [['"UserData"', userData] as const]),
        ]),
      ],
      ...rest,
    ]),
  );
const winlogKey = fc.constantFrom(
  '"channel"',
  '"event_id"',
  '"provider_name"',
  '"computer_name"',
  '"A"',
  '"event id"',
);
const winlogbeat = fc
  .tuple(
    fc.array(fc.tuple(winlogKey, or(fc.constantFrom<Tree>('"Security"', '4688', '"4624"'))), {
      maxLength: 3,
    }),
    or(identified),
    fc.option(or(identified), { nil: undefined, freq: 2 }),
    members,
  )
  .map(([system, eventData, userData, rest]) =>
    objectOf([
      [
        '"winlog"',
        objectOf([
          ...system,
          ['"event_data"', eventData],
          ...(userData === undefined ? [] : [['"user_data"', userData] as const]),
        ]),
      ],
      ...rest,
    ]),
  );
const dottedWinlogbeat = fc
  .array(
    fc.tuple(
      fc.oneof(
        fc.constantFrom('"winlog.channel"', '"winlog.event_id"'),
        keyText.map((name) => name.replace('"', '"winlog.event_data.')),
      ),
      scalar,
    ),
    { maxLength: 4 },
  )
  .map(objectOf);
const sentinel = fc
  .tuple(or(identified), fc.boolean(), members)
  .map(([data, isEncoded, rest]) =>
    objectOf([
      ['"Channel"', '"Security"'],
      ['"EventData"', isEncoded ? JSON.stringify(print(data, '')) : data],
      ...rest,
    ]),
  );

const spaces = fc.constantFrom('', '', '', '', ' ', '\n', ' \t\r\n ', ' '.repeat(17));
const document = fc.oneof(
  { weight: 5, arbitrary: members.map(objectOf) },
  { weight: 3, arbitrary: identified },
  { weight: 4, arbitrary: evtx },
  { weight: 2, arbitrary: winlogbeat },
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

function escapeAll(text: string, isUpper: boolean): string {
  return Array.from({ length: text.length }, (_, at) => {
    const hex = text.charCodeAt(at).toString(16).padStart(4, '0');
    return `\\u${isUpper ? hex.toUpperCase() : hex}`;
  }).join('');
}

function objectOf(entries: readonly (readonly [string, Tree])[]): Tree {
  return { members: entries };
}

function print(tree: Tree, space: string): string {
  if (typeof tree === 'string') return tree;
  const separator = `${space},${space}`;
  if ('members' in tree) {
    const printed = tree.members.map(([name, member]) => `${name}${space}:${space}${print(member, space)}`);
    return `{${space}${printed.join(separator)}${space}}`;
  }
  return `[${space}${tree.map((member) => print(member, space)).join(separator)}${space}]`;
}

function join(...parts: readonly ArrayLike<number>[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => Array.from(part)));
}
