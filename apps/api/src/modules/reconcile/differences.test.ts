import { describe, expect, it } from 'vitest';
import type { ConfigRecord } from '../outbox/index.ts';
import { compare } from './differences.ts';
import { fingerprint } from './fingerprint.ts';

async function* records(...all: readonly ConfigRecord[]): AsyncGenerator<ConfigRecord> {
  yield* await Promise.resolve(all);
}

const held = (values: Readonly<Record<string, string>>): Map<string, string> =>
  new Map(Object.entries(values).map(([key, value]) => [key, fingerprint(value)]));

describe('the topic and Postgres', () => {
  it('agree where they say the same in another order of keys', async () => {
    const expected = records({ key: 'rule/1', value: '{"a":1,"b":{"c":[1,{"d":2,"e":3}]}}' });
    const topic = held({ 'rule/1': '{"b":{"c":[1,{"e":3,"d":2}]},"a":1}' });
    expect(await compare(expected, topic)).toEqual({ compared: 1, differences: [] });
  });

  it.each([
    ['another value', '{"a":1}', '{"a":2}'],
    ['another order of a list', '[1,2]', '[2,1]'],
    ['a list in place of an object', '{"0":1}', '[1]'],
    ['what is no JSON', '{"a":1}', '{"a":1'],
  ])('differ by %s', async (_, value, there) => {
    const record = { key: 'rule/1', value };
    const { differences } = await compare(records(record), held({ 'rule/1': there }));
    expect(differences).toEqual([{ kind: 'OTHERWISE', record }]);
  });

  it('differ by what is missing and what is too much', async () => {
    const record = { key: 'rule/1', value: '{}' };
    const comparison = await compare(
      records(record, { key: 'rule/2', value: null }),
      held({ 'rule/2': '{}' }),
    );
    expect(comparison).toEqual({
      compared: 2,
      differences: [
        { kind: 'MISSING', record },
        { kind: 'SURPLUS', record: { key: 'rule/2', value: null } },
      ],
    });
  });
});
