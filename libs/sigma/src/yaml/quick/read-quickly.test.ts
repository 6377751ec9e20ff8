import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createReport } from '../../report.ts';
import { hasSharedData, readSigmaHqRules } from '../../testing/shared-data.ts';
import { readYaml } from '../read-yaml.ts';
import type { YamlNode } from '../yaml-node.ts';
import { readQuickly } from './read-quickly.ts';

/** What a node says, without its places. Integers are told apart from numbers. */
function plain(node: YamlNode): unknown {
  switch (node.kind) {
    case 'map':
      return { map: node.entries.map(({ name, value }) => [name, plain(value)]) };
    case 'list':
      return node.items.map(plain);
    case 'scalar':
      return typeof node.value === 'bigint' ? { integer: String(node.value) } : node.value;
  }
}

function quickly(text: string): unknown {
  const document = readQuickly(text);
  return document && plain(document.root);
}

/** What the full reader says of a text of one document, or its errors. */
function fully(text: string): unknown {
  const report = createReport();
  const documents = readYaml(text, report);
  return documents?.length === 1 ? plain(documents[0]!.root) : report.diagnostics;
}

const forms: Readonly<Record<string, string>> = {
  'maps, lists, and lists at the column of their key': 'a:\n  b: 1\n  c:\n  - x\n  - y\nd:\n  - z\n',
  'lists of maps': '- a: 1\n  b: 2\n-\n  c: 3\n- d:\n    - e\n',
  'texts over several lines': 'a: one\n  two\n\n  three\nb: "x\n  y"\nc: \'p\n\n  q\'\n',
  'literal and folded texts': 'a: |\n  x\n\n   y\nb: >-\n  x\n  y\n\n  z\n\nc: |-\n    x # no comment\n',
  'comments wherever they may stand': '# one\na: x # two\n# three\n\nb: # four\n  # five\n  c: d#e\n',
  'white space that YAML does not know': 'a: "x\n  \u2002y\u00a0\n  z"\nb: p\u2003\n  q\nc: |\n  \u2002r\n',
  'quotes and escapes': "a: 'it''s'\nb: \"\\\"\\\\\\n\\/\"\n'|all': x\n\"c\": y\n",
  'nulls, booleans and integers of any length':
    'a:\nb: ~\nc: True\nd: 00012345678901234567890\ne: -5\nf: nullx\n',
  'text that begins as something else': 'a: -x\nb: :x\nc: ?x\nd: 10.0.0.0/8\ne: 2026-01-02\nf: 1e\n',
  'lists in brackets': 'a: [x, "y, z", \'w\', 5, true, https://a.b/c]\nb: []\nc: {}\n',
  'a mark at the start, line ends of Windows': '---\r\na: x\r\n  y\r\nb: |\r\n  p\r\n  q\r\n',
  'no line end at the end': 'a: |\n  x',
};

/** Some are fine, some are errors: the full reader says which. */
const others: Readonly<Record<string, string>> = {
  'anchors and aliases': 'a: &x 1\nb: *x\n',
  tags: 'a: !!str 1\n',
  directives: '%YAML 1.2\n---\na: b\n',
  'merge keys': '<<: {a: b}\n',
  'numbers but integers': 'a: 1.5\n',
  'keys that are no texts': '1: a\n',
  'duplicate keys': 'a: 1\na: 2\n',
  'a line indented by what is no space': 'a: "x\n\u2002\u2002y"\n',
  'a comment between a key and its scalar': 'a:\n# x\n  b\nc: d\n',
  'a tab': 'a:\tb\n',
  'braces that hold something': 'a: {b: c}\n',
  'a list in a list': '- - a\n',
  'an empty item in brackets': 'a: [b, , c]\n',
  'a dash in brackets': 'a: [- b]\n',
  'a list that ends at no key': 'a:\n  - b\n  c: d\n',
  'a line in between': 'a:\n    - b\n  - c\n',
  'explicit keys': '? a\n: b\n',
  'a key in the midst of a value': 'a: b: c\n',
  'an indent in between': 'a:\n    b: c\n  d: e\n',
  'a scalar as a document': 'just text\n',
  'a second document': 'a: b\n---\nc: d\n',
  'a document after its mark': '--- a: b\n',
  'nothing but a comment': '# nothing\n',
  'an escape that few know': 'a: "\\x41"\n',
  'a lone surrogate': 'a: \ud800\n',
};

describe('the quick reader', () => {
  test.each(Object.entries(forms))('reads %s as the full reader does', (_, text) => {
    expect(quickly(text)).toBeDefined();
    expect(quickly(text)).toEqual(fully(text));
  });

  test.each(Object.entries(others))('leaves %s to the full reader', (_, text) => {
    expect(readQuickly(text)).toBeUndefined();
  });

  test('ends where a text does, within an escape too: beyond a long one there is nothing to stop at', () => {
    expect(quickly(`#${'x'.repeat(70_000)}\n- "a\\`)).toBeUndefined();
  });

  test('is not led astray by names that objects have', () => {
    expect(quickly('__proto__: x\nconstructor: y\ntoString: z\n')).toEqual({
      map: [
        ['__proto__', 'x'],
        ['constructor', 'y'],
        ['toString', 'z'],
      ],
    });
  });
});

/** Lines and pieces of YAML, right and wrong, which meet in every way. */
const pieces = fc.constantFrom(
  ...[
    'a: x',
    'b:',
    '- c',
    '-',
    '- d: e',
    '# f',
    'g: "h',
    'i"',
    "j: 'k''l'",
    'm: |',
    'n: >-',
    'o: [p, q]',
    'r',
    's: t # u',
  ],
  ...[
    'v: 12',
    'w: ~',
    'é: 😀',
    'x: y: z',
    '---',
    '...',
    '&a b',
    '*a',
    '!t c',
    "'d': e",
    '- - f',
    'g: {}',
    'h: - i',
    '"j": k',
  ],
  ...[
    'l: 0x1F',
    'm: 1.5',
    '%n',
    '@o',
    '<<: p',
    'q:  r  ',
    's: |-  ',
    't: #',
    'u:v',
    'w: >',
    'x : y',
    '? z',
    ': a',
    'b: c:',
  ],
);
const line = fc.tuple(fc.nat(3), pieces).map(([depth, text]) => '  '.repeat(depth) + text);
const looseLine = fc.oneof({ weight: 8, arbitrary: line }, fc.constantFrom('', '   ', ' odd', '     deep'));

describe('what the quick reader reads, the full reader reads the same', () => {
  test('of any lines', () => {
    let read = 0;
    const property = fc.property(fc.array(looseLine, { minLength: 1, maxLength: 7 }), (lines) => {
      const text = `${lines.join('\n')}\n`;
      const quick = quickly(text);
      if (quick === undefined) return;
      read += 1;
      expect(quick).toEqual(fully(text));
    });
    fc.assert(property, { numRuns: 20_000 });
    expect(read).toBeGreaterThan(500);
  });

  test.skipIf(!hasSharedData)("of SigmaHQ's rules, nearly all of which it reads", () => {
    const texts = readSigmaHqRules().map(({ text }) => text);
    const read = texts.filter((text) => readQuickly(text) !== undefined);
    expect(read.length).toBeGreaterThan(texts.length * 0.995);
    for (const text of read) expect(quickly(text)).toEqual(fully(text));
  });

  test.skipIf(!hasSharedData)("of SigmaHQ's rules with something else put somewhere", () => {
    const texts = readSigmaHqRules().flatMap(({ text }) => (text.length < 3000 ? [text] : []));
    const change = fc.tuple(
      fc.nat(),
      fc.nat(3),
      fc.oneof(pieces, fc.constantFrom('\n', '\n  ', ' ', '  ', ': ', ' #', "'", '"')),
    );
    const property = fc.property(
      fc.constantFrom(...texts),
      fc.array(change, { minLength: 1, maxLength: 3 }),
      (original, changes) => {
        const text = changes.reduce((changed, [place, length, piece]) => {
          const at = place % changed.length;
          return changed.slice(0, at) + piece + changed.slice(at + length);
        }, original);
        const quick = quickly(text);
        if (quick !== undefined) expect(quick).toEqual(fully(text));
      },
    );
    fc.assert(property, { numRuns: 1500 });
  });
});
