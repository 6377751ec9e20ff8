import { describe, expect, test } from 'vitest';
import { toEvent } from '../event/event.ts';
import { parseValidRule, ruleWith } from '../testing/parse-valid-rule.ts';
import type { Explanation } from './explanation.ts';
import { explain } from './explain.ts';

type Fields = Readonly<Record<string, unknown>>;

function explainDetection(detection: string, event: Fields): Explanation {
  return explain(parseValidRule(ruleWith(detection)), toEvent(event));
}

/** Why the single item holds or doesn't. */
function whyOf(item: string, event: Fields): string {
  const { why, outcome } = partsOf(explainDetection(`s:\n  ${item}\ncondition: s`, event), 'item')[0]!;
  return `${outcome ? 'yes' : 'no'}: ${why}`;
}

function partsOf(part: Explanation, kind: Explanation['kind']): readonly Explanation[] {
  const below = 'children' in part ? part.children.flatMap((child) => partsOf(child, kind)) : [];
  return part.kind === kind ? [part, ...below] : below;
}

const sentences: readonly (readonly [string, Fields, string])[] = [
  ["A|contains: '-enc'", { A: 'cmd /c x' }, "no: A is 'cmd /c x', which does not contain '-enc'"],
  ["A|contains: '-enc'", { A: 'a -ENC b' }, "yes: A is 'a -ENC b', which contains '-enc'"],
  ['A: x', {}, 'no: A is absent'],
  ['A: x', { A: null }, 'no: A is null'],
  ['A: x', { A: {} }, 'no: A is present, but has no value of its own'],
  ['A: x', { A: [] }, 'no: A is present, but has no value of its own'],
  ['A: x', { A: ['u', 'v'] }, "no: A is 'u' (the first of 2 values, none of which passes), which is not 'x'"],
  ['A: x', { A: ['u', 'X'] }, "yes: A is 'X', which is 'x'"],
  ['A: x', { A: 'x ' }, "no: A is 'x ', which is not 'x': only white space at its ends differs"],
  ['A|startswith: x', { A: 'yx' }, "no: A is 'yx', which does not start with 'x'"],
  ['A|endswith: x', { A: 'xy' }, "no: A is 'xy', which does not end with 'x'"],
  [
    'A|cased: Foo',
    { A: 'foo' },
    "no: A is 'foo', which is not 'Foo': only the letter case differs, and the item is cased",
  ],
  ['A|cased: Foo', { A: 'bar' }, "no: A is 'bar', which is not 'Foo'"],
  [
    'A|cased: F*o?',
    { A: 'foox' },
    "no: A is 'foox', which does not fit the pattern 'F*o?': only the letter case differs, and the item is cased",
  ],
  ['A: a*b*c', { A: 'abd' }, "no: A is 'abd', which does not fit the pattern 'a*b*c'"],
  ['A|re: ^a+$', { A: 'aaa' }, "yes: A is 'aaa', which matches the regular expression '^a+$'"],
  [
    'A|re: ^a+$',
    { A: 'AAA' },
    'no: A is \'AAA\', which does not match the regular expression \'^a+$\': only the letter case differs, which regular expressions regard unless "i" follows "re"',
  ],
  ['A|re|i: b', { A: 'a' }, "no: A is 'a', which does not match the regular expression 'b' (i)"],
  ['A|cidr: 10.0.0.0/8', { A: '10.1.2.3' }, "yes: A is '10.1.2.3', which is in the network 10.0.0.0/8"],
  ['A|cidr: 10.0.0.0/8', { A: '11.1.2.3' }, "no: A is '11.1.2.3', which is not in the network 10.0.0.0/8"],
  [
    'A|cidr: 10.0.0.0/8',
    { A: 'host' },
    "no: A is 'host', which is not in the network 10.0.0.0/8: it is not an IP address",
  ],
  ['A|gte: 5', { A: 4 }, "no: A is '4', which is not at least 5"],
  ['A|gt: 5', { A: 'many' }, "no: A is 'many', which is not greater than 5: it is not a decimal number"],
  [
    'A|hour: 3',
    { A: '2026-01-02T04:00:00Z' },
    "no: A is '2026-01-02T04:00:00Z', which has no hour that is 3: its hour is 4",
  ],
  [
    'A|hour: 3',
    { A: '1700000000' },
    "no: A is '1700000000', which has no hour that is 3: no hour can be read from it",
  ],
  ['A|fieldref: B', { A: 'x', B: 'X' }, "yes: A is 'x', which is the value of B, 'X'"],
  ['A|fieldref: B', { A: 'x' }, "no: A is 'x', which is not the value of B: B is absent"],
  ['A|fieldref: B', { A: 'x', B: 'y' }, "no: A is 'x', which is not the value of B, 'y'"],
  ['A|exists: true', {}, 'no: A is absent'],
  ['A|exists: true', { A: null }, 'yes: A is present'],
  ['A: null', {}, 'yes: A is absent'],
  ['A: null', { A: null }, 'yes: A is null'],
  ['A: null', { A: 1 }, "no: A is present with the value '1', and not null"],
  ['A|contains: [x, y, z]', { A: 'u' }, 'no: none of 3 hold, 1 is needed'],
  ['A|contains|all: [x, y]', { A: 'x' }, 'no: 1 of 2 holds, all are needed'],
];

describe('explain', () => {
  test.each(sentences)('says of %s and %o why', (item, event, expected) => {
    expect(whyOf(item, event)).toBe(expected);
  });

  test('tells the parts of the condition with their outcomes, and the values found with their types', () => {
    const tree = explainDetection(
      ['one:', '  A|contains: x', '  B: 7', 'two:', '  C: y', 'condition: one and not two'].join('\n'),
      { A: ['axb', 1, true, null, { b: 1 }], B: 8 },
    );
    expect(JSON.parse(JSON.stringify(tree))).toEqual(tree);
    expect(tree).toMatchObject({
      kind: 'and',
      outcome: false,
      why: '1 of 2 holds, all are needed',
      omitted: 0,
      children: [
        {
          kind: 'selection',
          name: 'one',
          outcome: false,
          children: [
            {
              kind: 'and',
              children: [
                {
                  kind: 'item',
                  name: 'A|contains',
                  outcome: true,
                  found: [
                    { type: 'text', text: 'axb' },
                    { type: 'number', text: '1' },
                    { type: 'boolean', text: 'true' },
                    { type: 'null', text: '' },
                    { type: 'object', text: '' },
                  ],
                },
                {
                  kind: 'item',
                  name: 'B',
                  field: 'B',
                  outcome: false,
                  found: [{ type: 'number', text: '8' }],
                },
              ],
            },
          ],
        },
        {
          kind: 'not',
          outcome: true,
          why: 'what is negated does not hold',
          children: [{ kind: 'selection', name: 'two', outcome: false }],
        },
      ],
    });
  });

  test('tells keywords and counts', () => {
    const keywords = explainDetection("k:\n  - 'evil'\ncondition: k", { m: ['some EVIL text'] });
    expect(partsOf(keywords, 'item')).toMatchObject([
      { name: '', field: null, found: null, why: "'some EVIL text' contains 'evil'" },
    ]);
    const counts = explainDetection('a:\n  A: 1\nb:\n  B: 1\nc:\n  C: 1\ncondition: 2 of them', { B: 1 });
    expect(counts).toMatchObject({
      kind: 'atLeast',
      count: 2,
      outcome: false,
      why: '1 of 3 holds, 2 are needed',
    });
  });

  test('keeps the value that decides among many, and tells how many are left out', () => {
    const values = Array.from({ length: 300 }, (_, index) => `'v${index}'`).join(', ');
    const tree = explainDetection(`s:\n  A: [${values}]\ncondition: s`, { A: 'v299' });
    const [list] = partsOf(tree, 'or');
    expect(list).toMatchObject({ outcome: true, omitted: 275, why: '1 of 300 holds, 1 is needed' });
    expect(partsOf(tree, 'test')).toHaveLength(25);
    expect(partsOf(tree, 'test').at(-1)).toMatchObject({ outcome: true, asks: "is 'v299'" });
  });

  test('stays small where a hostile condition names a large selection thousands of times', () => {
    const values = Array.from({ length: 2000 }, (_, index) => `'v${index}'`).join(', ');
    const names = Array.from({ length: 1900 }, () => 's').join(' and ');
    const started = performance.now();
    const tree = explainDetection(`s:\n  A: [${values}]\ncondition: ${names}`, { A: 'v' });
    expect(JSON.stringify(tree).length).toBeLessThan(1_000_000);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  test('cuts long values, never through a surrogate pair', () => {
    const tree = explainDetection('s:\n  A|contains: zzz\ncondition: s', { A: 'x' + '😀'.repeat(1000) });
    const [item] = partsOf(tree, 'item');
    expect(item?.kind === 'item' && item.found?.[0]?.text.length).toBeLessThan(203);
    expect(JSON.stringify(tree).isWellFormed()).toBe(true);
    expect(JSON.stringify(tree)).not.toContain('\\ud83d');
  });
});
