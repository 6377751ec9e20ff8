import { describe, expect, it } from 'vitest';
import { countNew } from './paused-feed.ts';

const items = (...ids: readonly string[]) => ids.map((id) => ({ id }));

describe('a paused list', () => {
  it.each([
    ['nothing new', items('b', 'a'), items('b', 'a'), 0],
    ['two newer', items('d', 'c', 'b', 'a'), items('b', 'a'), 2],
    ['paused while empty', items('b', 'a'), items(), 2],
    ['all that was seen has left the list', items('z', 'y'), items('b', 'a'), 2],
  ])('counts %s', (_name, live, paused, count) => {
    expect(countNew(live, paused)).toBe(count);
  });
});
