import { buildSchema, execute, parse, subscribe, type ExecutionResult } from 'graphql';
import { expect, it } from 'vitest';
import { limitObjects } from './limit-objects.ts';

function limited(max: number) {
  const schema = buildSchema(`
    type Query { pairs: [Pair!]! }
    type Subscription { pair: Pair! }
    type Pair { pairs: [Pair!]!, later: [Pair!], names: [String!]! }`);
  limitObjects(schema, max);
  const pair = (): object => ({
    pairs: () => [pair(), pair()],
    later: () => Promise.resolve([pair()]),
    names: ['a', 'b', 'c'],
  });
  return {
    schema,
    pair,
    ask: (text: string) => execute({ schema, document: parse(text), rootValue: pair() }),
  };
}

const outcome = async (answer: ExecutionResult | PromiseLike<ExecutionResult>): Promise<unknown> =>
  (await answer).errors?.map(({ message }) => message) ?? 'answered';

it('an answer holds no more objects than is said, in lists within lists and in those that come later', async () => {
  const { ask } = limited(6);
  expect(await outcome(ask('{ pairs { pairs { names } } }'))).toBe('answered');
  const refusal = expect.stringMatching('more than 6 objects') as string;
  expect(await outcome(ask('{ pairs { pairs { pairs { names } } } }'))).toContainEqual(refusal);
  expect(await outcome(ask('{ pairs { pairs { later { names } } } }'))).toContainEqual(refusal);
  expect(await outcome(ask('{ pairs { pairs { names } } again: pairs { names } }'))).toContainEqual(refusal);
});

it('each event of a subscription is counted by itself', async () => {
  const { schema, pair } = limited(6);
  const rootValue = {
    async *pair() {
      for (let event = 0; event < 5; event += 1) yield await Promise.resolve({ pair: pair() });
    },
  };
  const document = parse('subscription { pair { pairs { pairs { names } } } }');
  const events = await subscribe({ schema, document, rootValue });
  const outcomes: unknown[] = [];
  for await (const event of events as AsyncIterable<ExecutionResult>) outcomes.push(await outcome(event));
  expect(outcomes).toEqual(Array.from({ length: 5 }, () => 'answered'));
});
