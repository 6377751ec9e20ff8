import { expect, test } from 'vitest';
import { hashText } from './hash-text.ts';
import { createRandom, hex, pick, uuid, whole } from './random.ts';

test('the same seed gives the same numbers, another one others', () => {
  const draw = (seed: number): readonly number[] => {
    const random = createRandom(seed);
    return Array.from({ length: 20 }, random);
  };
  expect(draw(7)).toEqual(draw(7));
  expect(draw(7)).not.toEqual(draw(8));
});

test('whole numbers, items, digits and identifiers keep to their bounds', () => {
  const random = createRandom(1);
  const drawn = Array.from({ length: 1000 }, () => whole(random, 3, 5));
  expect(new Set(drawn)).toEqual(new Set([3, 4, 5]));
  expect(new Set(Array.from({ length: 100 }, () => pick(random, ['a', 'b'])))).toEqual(new Set(['a', 'b']));
  expect(hex(random, 12)).toMatch(/^[0-9a-f]{12}$/);
  expect(uuid(random)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('a hash depends on the text and on the seed', () => {
  expect(hashText('a', 1)).toBe(hashText('a', 1));
  expect(new Set([hashText('a', 1), hashText('b', 1), hashText('a', 2)]).size).toBe(3);
});
