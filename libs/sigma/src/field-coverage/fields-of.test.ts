import { describe, expect, test } from 'vitest';
import { toEvent } from '../event/event.ts';
import { createFieldMapper } from '../event/map-fields.ts';
import { fieldsOf } from './fields-of.ts';

describe('the fields of an event', () => {
  test('are those at the top and below, also through lists', () => {
    const event = toEvent({ a: { b: 1, c: [{ d: 1 }, { e: null }] }, 'x y': 2 });
    expect(fieldsOf(event)).toEqual(['a', 'a.b', 'a.c', 'a.c.d', 'a.c.e', 'x y', 'xy']);
  });

  test('are also those that its shape and a mapping put under other names', () => {
    const winlogbeat = toEvent({ winlog: { channel: 'Security', event_data: { Image: 'a' } } });
    expect(fieldsOf(winlogbeat)).toEqual(expect.arrayContaining(['Channel', 'Image']));
    const mapped = createFieldMapper({ Image: ['exe'] })(toEvent({ exe: 'a' }));
    expect(fieldsOf(mapped)).toEqual(['Image', 'exe']);
  });

  test('end where an event nests too deep', () => {
    let nested: object = {};
    for (let depth = 0; depth < 10_000; depth += 1) nested = { a: nested };
    expect(fieldsOf(toEvent({ a: nested })).length).toBeLessThan(100);
  });
});
