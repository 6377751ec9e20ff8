import { describe, expect, it } from 'vitest';
import { prettyJson, tokenizeJson } from './json-tokens.ts';

const kinds = (text: string) =>
  tokenizeJson(text)
    .filter((token) => token.kind !== 'plain')
    .map(({ text: value, kind }) => [value, kind]);

describe('JSON with colours', () => {
  it('tells keys from strings, numbers and keywords', () => {
    expect(kinds('{"a": "b: 1", "n": -1.5e3, "t": true, "z": null}')).toEqual([
      ['"a"', 'key'],
      ['"b: 1"', 'string'],
      ['"n"', 'key'],
      ['-1.5e3', 'number'],
      ['"t"', 'key'],
      ['true', 'keyword'],
      ['"z"', 'key'],
      ['null', 'keyword'],
    ]);
  });

  it.each(['{"path": "C:\\\\x\\"y"}', '{"cut": "C:\\\\Win', '', 'plain text 5', '[1, {"a": []}]'])(
    'loses no character of %s',
    (text) => {
      expect(
        tokenizeJson(text)
          .map((token) => token.text)
          .join(''),
      ).toBe(text);
    },
  );

  it('leaves a cut event as it is', () => {
    expect(prettyJson('{"a": "b')).toBe('{"a": "b');
    expect(prettyJson('{"a":1}')).toBe('{\n  "a": 1\n}');
  });
});
