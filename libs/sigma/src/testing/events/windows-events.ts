import fc from 'fast-check';
import { objectOf, print } from './json-tree.ts';
import type { Tree } from './json-tree.ts';
import { keyText, members, scalar, value } from './random-value.ts';

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
export const identified = fc
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
export const evtx = fc
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
export const winlogbeat = fc
  .tuple(
    fc.array(fc.tuple(winlogKey, or(fc.constantFrom<Tree>('"Security"', '4688', '"4624"'))), {
      maxLength: 3,
    }),
    or(identified),
    // Both kinds of data at once are seldom, and make an event unusual.
    fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: or(identified) }),
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
export const dottedWinlogbeat = fc
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
export const sentinel = fc
  .tuple(or(identified), fc.boolean(), members)
  .map(([data, isEncoded, rest]) =>
    objectOf([
      ['"Channel"', '"Security"'],
      ['"EventData"', isEncoded ? JSON.stringify(print(data, '')) : data],
      ...rest,
    ]),
  );
