import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCorrelator } from './correlator.ts';
import { correlationWith } from './testing/read-valid-correlations.ts';
import { recordRun, resolveValidCorrelations } from './testing/run-correlator.ts';

const values = resolveValidCorrelations(
  correlationWith(
    'type: value_count\nrules: [a]\ngroup-by: [U]\ntimespan: 100s\ncondition: { gte: 3, field: V }',
  ),
);

/** What a run keeps that has seen three events of two users. */
function soundState(): ReadonlyMap<string, string> {
  const recorded = recordRun(values, { latenessMs: 0 });
  const events = [
    [0, 'u', 'x'],
    [1, 'u', 'y'],
    [1, 'v', 'y'],
  ] as const;
  events.forEach(([seconds, user, value], n) => {
    const fields = [['U', [user]] as const, ['V', [value]] as const];
    recorded.step({ id: `e${n}`, timeMs: seconds * 1_000, rules: ['a'], fields });
  });
  recorded.advance(2_000);
  return recorded.state;
}

describe('names and values are never keys of objects', () => {
  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', ''])('%j', (name) => {
    const text = correlationWith(
      `type: value_count\nrules: [a]\ngroup-by: ["${name || 'U'}"]\ntimespan: 9s\ncondition: { field: "${name || 'V'}", gte: 1 }`,
      name || 'none',
    );
    const recorded = recordRun(resolveValidCorrelations(text), { latenessMs: 0 });
    const fields = [[name || 'U', [name]] as const, ['V', [name]] as const];
    recorded.step({ id: 'e', timeMs: 0, rules: ['a'], fields });
    recorded.advance(1);
    expect(recorded.matches).toMatchObject([{ correlation: name || 'none', group: [{ value: name }] }]);
    expect(({} as Record<string, unknown>)['e']).toBeUndefined();
  });
});

describe('a state is not trusted', () => {
  const sound = soundState();
  const windowKey = JSON.stringify(['window', 'c', ['u'], 0]);
  const chunk = sound.get(windowKey) ?? '';

  const restore = (key: string, value: string): readonly string[] =>
    createCorrelator(values)
      .restore([[key, value]])
      .map((refused) => refused.reason);

  test('a sound one is taken over', () => {
    expect(createCorrelator(values).restore(sound)).toEqual([]);
    expect(restore(windowKey, chunk)).toEqual([]);
  });

  const damaged: readonly (readonly [name: string, key: string, value: string])[] = [
    ['no JSON', windowKey, chunk.slice(1)],
    ['cut off', windowKey, chunk.slice(0, -3)],
    ['another version', windowKey, chunk.replace('[1,', '[2,')],
    ['another definition', windowKey, chunk.replace(/"\w+"/, '"other"')],
    ['no entries', windowKey, chunk.replace(/\[\[.*\]\]/, '[]')],
    ['an entry without id', windowKey, chunk.replace('"ee0"', '0')],
    ['an id of no kind', windowKey, chunk.replace('"ee0"', '"xe0"')],
    ['a repeated id', windowKey, chunk.replace('"ee0"', '"ee1"')],
    ['entries out of order', windowKey, chunk.replace('[0,', '[5000,')],
    ['a time that is none', windowKey, chunk.replace('[0,', '[0.5,')],
    ['no value', windowKey, chunk.replace(/,\["\[\\"x\\"\]"\]/, '')],
    ['a number for a value', windowKey, chunk.replace(/\["\[\\"x\\"\]"\]/, '[1]')],
    ['an input where none are kept', windowKey, chunk.replace('"ee0",[]', '"ee0",[0]')],
    ['a match time that is none', windowKey, chunk.replace('null', '"soon"')],
    ['a group of another size', windowKey.replace('["u"]', '["u","v"]'), chunk],
    ['a negative chunk', windowKey.replace(',0]', ',-1]'), chunk],
    ['a key of another kind', '["else"]', chunk],
    ['a key that is none', 'window', chunk],
    ['an object as key', '{"0":"window"}', chunk],
    ['a clock without time', '["clock"]', '[1,null]'],
    ['a waiting event without rules', '["pending",0,"e",0]', '[1,0,"e",null,[]]'],
    ['a waiting event with odd fields', '["pending",0,"e",0]', '[1,0,"e",["a"],[["U","u"]]]'],
  ];

  test.each(damaged)('%s', (_, key, value) => {
    // The replacements above must have hit.
    expect([key, value]).not.toEqual([windowKey, chunk]);
    expect(restore(key, value)).toEqual(['invalid']);
  });

  test('of a correlation that is gone it is named as such', () => {
    expect(restore(windowKey.replace('"c"', '"gone"'), chunk)).toEqual(['gone']);
  });

  test('two chunks that overlap are refused both', () => {
    const second = windowKey.replace(',0]', ',1]');
    const refused = createCorrelator(values).restore([
      [second, chunk],
      [windowKey, chunk],
    ]);
    expect(refused.map(({ key }) => key).sort()).toEqual([windowKey, second].sort());
  });

  test('no value makes it throw, now or later', () => {
    const anyValue = fc.oneof(
      fc.string(),
      fc.json(),
      fc.constantFrom(chunk),
      fc.anything().map((any) => fc.stringify(any)),
    );
    const anyKey = fc.oneof(
      fc.constantFrom(windowKey, '["clock"]', '["pending",0,"e",0]'),
      fc.json(),
      fc.string(),
    );
    const mutated = fc
      .tuple(fc.constantFrom(...sound.entries()), fc.nat(200), fc.string({ maxLength: 3 }))
      .map(([[key, value], at, piece]): [string, string] => [
        key,
        value.slice(0, at) + piece + value.slice(at + 1),
      ]);
    fc.assert(
      fc.property(fc.array(fc.oneof(mutated, fc.tuple(anyKey, anyValue))), (state) => {
        const correlator = createCorrelator(values, { latenessMs: 0 });
        correlator.restore(state);
        for (const timeMs of [0, 2_000, 4_000]) {
          correlator.step({
            id: `n${timeMs}`,
            timeMs,
            matchedRuleIds: ['a'],
            fieldOf: (name) => (name === 'U' ? ['u'] : [`${timeMs}`]),
          });
        }
        correlator.advance(1_000_000);
      }),
      { numRuns: 500 },
    );
  });
});
