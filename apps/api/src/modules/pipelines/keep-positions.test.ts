import { expect, it } from 'vitest';
import { withCommitted } from './keep-positions.ts';

it('what is committed takes the place of where it began; the rest stays', () => {
  const offsets = { a: { '0': '5', '1': '7' }, b: { '0': '1' } };
  const kept = { a: { '0': '90', '1': '7' }, b: { '0': '1' } };
  expect(withCommitted(offsets, { a: { '0': '90' } })).toEqual(kept);
  expect(withCommitted(kept, { a: { '0': '90', '1': '7' } })).toBeUndefined();
  expect(withCommitted(kept, {})).toBeUndefined();
});

it('a partition that was added since has a position too', () => {
  expect(withCommitted({ a: { '0': '5' } }, { a: { '1': '3' }, b: { '0': '2' } })).toEqual({
    a: { '0': '5', '1': '3' },
    b: { '0': '2' },
  });
});
