import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { YamlMap } from './base-rule.ts';
import { printYaml } from './print-yaml.ts';

test('what is printed reads as what it was', () => {
  const scalar = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(
      '',
      'null',
      'true',
      '0x10',
      '1.5',
      "'",
      '"',
      '\\',
      '# a',
      'a: b',
      '- a',
      '~',
      '\n',
      ' a ',
    ),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
  );
  const key = fc.stringMatching(/^[a-z 0-9|.:'-]{1,8}$/);
  const value = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      scalar,
      fc.array(tie('value')),
      fc.dictionary(key, tie('value'), { noNullPrototype: true }),
    ),
  })).value;
  fc.assert(
    fc.property(fc.dictionary(key, value, { minKeys: 1, noNullPrototype: true }), (document) => {
      expect(parse(printYaml(document as YamlMap))).toEqual(document);
    }),
    { numRuns: 300 },
  );
});

test('is written as rules are', () => {
  const document = {
    title: 'A',
    date: '2024-01-02',
    detection: { s: [{ 'Image|endswith': ["it's", 1] }, 'x'] },
  };
  expect(printYaml(document)).toBe(
    [
      "title: 'A'",
      'date: 2024-01-02',
      'detection:',
      '    s:',
      '        - Image|endswith:',
      "              - 'it''s'",
      '              - 1',
      "        - 'x'",
      '',
    ].join('\n'),
  );
});
