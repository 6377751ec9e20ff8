import fc from 'fast-check';
import ecs from '../../../data/ecs.json' with { type: 'json' };
import ocsf from '../../../data/ocsf.json' with { type: 'json' };
import type { FieldPlace } from '../../event/field-mapping.ts';
import { mappedFieldNames } from '../vocabulary.ts';
import { objectOf } from './json-tree.ts';
import type { Tree } from './json-tree.ts';
import { keyText, members, value } from './random-value.ts';
import { winlogbeat } from './windows-events.ts';

/** A path and what stands there. */
type Placed = readonly [path: string, value: Tree];
type Fields = Readonly<Record<string, readonly FieldPlace[]>>;

const known: ReadonlySet<string> = new Set(mappedFieldNames.map((name) => name.split('.', 1)[0] ?? name));

/** Paths that stand for a field some rule may name, those of one form together. */
function pathsOf(fields: Fields): readonly (readonly string[])[] {
  return Object.entries(fields)
    .filter(([name]) => known.has(name) || mappedFieldNames.includes(name))
    .flatMap(([, places]) => places.map((place) => (typeof place === 'string' ? [place] : place.of)));
}

/** What stands for a field in most of these events. */
export const schemaValues: readonly (string | number | boolean)[] = [
  ...['ab', 'AB', 'a', 'b', 'é', 'cmd.exe', '', 1, 12, true, 'a\\b', 'egress', 'inbound', 'REG_DWORD'],
  ...['0x0a', 'HKEY_USERS\\a', '\\REGISTRY\\MACHINE\\ab'],
];
const plain = fc.constantFrom<Tree>(...schemaValues.map((it) => JSON.stringify(it)), '9007199254740993');
const fingerprint = fc
  .tuple(fc.constantFrom('"MD5"', '"SHA-256"', undefined), fc.oneof({ weight: 6, arbitrary: plain }, value))
  .map(([algorithm, text]) =>
    objectOf([...(algorithm === undefined ? [] : [['"algorithm"', algorithm] as const]), ['"value"', text]]),
  );
const fingerprints = fc.array(fc.oneof({ weight: 12, arbitrary: fingerprint }, plain, value), {
  maxLength: 3,
});
/** Mostly what schemas write, lists among it, and now and then anything. */
const content: fc.Arbitrary<Tree> = fc.oneof(
  { weight: 40, arbitrary: plain },
  { weight: 6, arbitrary: fc.array(plain, { maxLength: 3 }) },
  { weight: 1, arbitrary: fingerprint },
  {
    weight: 2,
    arbitrary: fc.constantFrom<Tree>('null', ['null'], [['"ab"'], '"a"'], { members: [['"a"', '"ab"']] }),
  },
  { weight: 2, arbitrary: value },
);
const placed = (paths: readonly (readonly string[])[]): fc.Arbitrary<readonly Placed[]> =>
  fc
    .array(
      fc.tuple(fc.constantFrom(...paths), fc.array(content, { minLength: 4, maxLength: 4 }), fingerprints),
      {
        maxLength: 4,
      },
    )
    .map((all) => {
      const values = new Map<string, Tree>();
      for (const [group, contents, hashes] of all)
        for (const [at, path] of group.entries())
          values.set(path, path.endsWith('.hashes') ? hashes : (contents[at % 4] ?? 'null'));
      return [...values];
    });

/** How an event is written: objects in objects, keys with dots, some of each, or objects in a list of one. */
const spelling = fc.constantFrom(...Array.from({ length: 8 }, () => 'nested'), 'dotted', 'mixed', 'listed');

function write(all: readonly Placed[], style: string): readonly (readonly [string, Tree])[] {
  const top = new Map<string, Placed[]>();
  const entries: (readonly [string, Tree])[] = [];
  for (const [index, [path, content]] of all.entries()) {
    const dot = path.indexOf('.');
    const isDotted = dot === -1 || style === 'dotted' || (style === 'mixed' && index % 2 === 0);
    if (isDotted) entries.push([JSON.stringify(path), content]);
    else {
      const head = path.slice(0, dot);
      top.set(head, [...(top.get(head) ?? []), [path.slice(dot + 1), content]]);
    }
  }
  for (const [head, below] of top) {
    const object = objectOf(write(below, style));
    entries.push([JSON.stringify(head), style === 'listed' && head !== 'event' ? [object] : object]);
  }
  return entries;
}

const ecsMark = fc.constantFrom<readonly Placed[]>(
  [['ecs.version', '"8.11.0"']],
  [['ecs.version', '"8.11.0"']],
  [['ecs', 'null']],
  [['event.kind', '"event"']],
  [['event.module', '"auditd"']],
  [
    ['event.category', ['"process"']],
    ['event.type', ['"start"', '"info"']],
    ['ecs.version', '"1.12"'],
  ],
  [
    ['event.category', '"process"'],
    ['event.type', '"start"'],
    ['host.os.type', '"windows"'],
  ],
  [
    ['event.category', ['"file"']],
    ['event.action', '"rename"'],
  ],
  [],
);
const datasets = Object.entries(ecs.datasets);
const ecsEvent = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.tuple(ecsMark, placed(pathsOf(ecs.fields))).map(([mark, rest]) => [...mark, ...rest]),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(...datasets)
      .chain(([name, { fields }]) =>
        fc.tuple(
          fc.constantFrom<Tree>(JSON.stringify(name), JSON.stringify(name.toUpperCase()), [
            JSON.stringify(name),
          ]),
          placed([...pathsOf({ ...ecs.fields, ...fields }), ['event.action'], ['process.args']]),
        ),
      )
      .map(([name, rest]): readonly Placed[] => [['event.dataset', name], ...rest]),
  },
);
const ocsfEvent = fc
  .constantFrom(...Object.entries(ocsf.classes))
  .chain(([uid, { fields }]) =>
    fc.tuple(
      fc.constantFrom<Tree>(uid, JSON.stringify(uid), [uid], 'null'),
      fc.constantFrom('"CloudTrail"', '"other"', undefined, undefined),
      fc.constantFrom('1', '2', '99'),
      placed([...pathsOf(fields), ...pathsOf(ocsf.products['cloudtrail']?.fields ?? {})]),
    ),
  )
  .map(([uid, product, activity, rest]): readonly Placed[] => [
    ['class_uid', uid],
    ['activity_id', activity],
    ...(product === undefined ? [] : [['metadata.product.name', product] as const]),
    ...rest,
  ]);

const spaced = fc.tuple(
  keyText.map((name) => name.replace('e', 'e ')),
  value,
);
/** What else is in the event: seldom much, since most of what may be there makes an event unusual. */
const others = fc.oneof(
  { weight: 12, arbitrary: fc.constant([]) },
  { weight: 6, arbitrary: members },
  { weight: 1, arbitrary: spaced.map((entry) => [entry]) },
);
const written = fc
  .tuple(fc.oneof({ weight: 3, arbitrary: ecsEvent }, { weight: 1, arbitrary: ocsfEvent }), spelling, others)
  .map(([all, style, rest]) => [...write(all, style), ...rest]);

/** An event of a schema with names of its own, or one of Winlogbeat 7 and later, which are of two. */
export const schemaEvent: fc.Arbitrary<Tree> = fc.oneof(
  { weight: 3, arbitrary: written.map(objectOf) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(winlogbeat, written)
      .map(([tree, entries]) =>
        objectOf([...(typeof tree === 'object' && 'members' in tree ? tree.members : []), ...entries]),
      ),
  },
);
