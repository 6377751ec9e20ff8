import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonElements, JsonShapeError } from './json-elements.ts';

function read(text: string): unknown[] {
  const bytes = new TextEncoder().encode(text);
  return [...jsonElements(bytes, 'objects')].map(
    ({ start, end }) => JSON.parse(new TextDecoder().decode(bytes.subarray(start, end))) as unknown,
  );
}

describe('the elements of a list in a JSON document', () => {
  it('are those that a whole parse finds', () => {
    const members = fc.dictionary(
      fc.string().filter((key) => key !== 'objects'),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(members, fc.array(fc.jsonValue()), members, fc.nat(2), (before, list, after, indent) => {
        const text = JSON.stringify({ ...before, objects: list, ...after }, undefined, indent);
        expect(read(text)).toEqual((JSON.parse(text) as { objects: unknown[] }).objects);
      }),
    );
  });

  it.each([
    ['nothing', ''],
    ['no object', '[{"objects":[1]}]'],
    ['no such list', '{"a":{"objects":[1]}}'],
    ['something else of that name', '{"objects":{"a":1}}'],
    ['a document that is cut', '{"objects":[{"a":1},{"b"'],
    ['a text that does not end', '{"objects":["a]}'],
    ['a number that does not end', '{"objects":[12'],
    ['brackets that close too often', '{"a":]]}'],
    ['no comma', '{"objects":[{} {}]}'],
    ['no colon', '{"objects" [1]}'],
  ])('are refused where there is %s', (_, text) => {
    expect(() => read(text)).toThrow(JsonShapeError);
  });

  it('of any depth are passed over without a stack', () => {
    const deep = `{"a":${'['.repeat(1_000_000)}${']'.repeat(1_000_000)},"objects":[1]}`;
    expect(read(deep)).toEqual([1]);
  });
});
