import { readFileSync } from 'node:fs';
import { buildSchema, type GraphQLField } from 'graphql';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import {
  operationLines,
  operationVerdict,
  type OperationLine,
  type Verdict,
} from './testing/access-lines.ts';
import { anyOperation, type AnyOperation } from './testing/any-operation.ts';
import { createCallers, type Caller } from './testing/callers.ts';
import { startTestApi, type Answer, type TestApi } from './testing/start-test-api.ts';

const schema = buildSchema(readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8'));

function verdictOf(errors: Answer['errors']): Verdict {
  const error = errors?.[0];
  const code = error?.extensions['code'];
  if (code === 'UNAUTHENTICATED' || code === 'FORBIDDEN') return code;
  // Refused before the caller was looked at: the operation that was made is none that the schema takes.
  if (code === 'GRAPHQL_VALIDATION_FAILED' || error?.message.startsWith('Variable') === true)
    throw new Error(error?.message);
  return 'allowed';
}

let api: TestApi;
let callers: readonly Caller[];

beforeAll(async () => {
  api = await startTestApi();
  callers = await createCallers(api);
});
afterAll(() => api.stop());

function fieldOf({ root, field }: OperationLine): GraphQLField<unknown, unknown> {
  const type = { Query: schema.getQueryType(), Mutation: schema.getMutationType() }[root];
  const found = (type ?? schema.getSubscriptionType())?.getFields()[field];
  if (found === undefined) throw new Error(`${root}.${field} is not in the schema`);
  return found;
}

/** A subscription that is refused says so before queries sent after it are answered; one that is allowed says nothing. */
async function subscribe({ text, variables }: AnyOperation, token: string): Promise<Verdict> {
  const socket = createClient({
    url: `${api.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: token === '' ? {} : { authorization: `Bearer ${token}` },
  });
  const answered = Promise.withResolvers<Verdict>();
  const take = (answer: unknown): void => {
    if (answer instanceof Error) answered.reject(answer);
    else if (typeof answer === 'object' && answer !== null && 'code' in answer)
      answered.resolve(answer.code === 4403 ? 'UNAUTHENTICATED' : 'FORBIDDEN');
    else
      answered.resolve(
        verdictOf(Array.isArray(answer) ? (answer as Answer['errors']) : (answer as Answer).errors),
      );
  };
  socket.subscribe({ query: text, variables }, { next: take, error: take, complete: () => undefined });
  const others = async (): Promise<Verdict> => {
    for (let turn = 0; turn < 5; turn += 1)
      for await (const answer of socket.iterate({ query: '{ me { id } }' }))
        if (answer.errors !== undefined) throw new Error('not even "me"');
    return 'allowed';
  };
  const verdict = await Promise.race([answered.promise, others().catch(() => answered.promise)]);
  await socket.dispose();
  return verdict;
}

async function verdict(caller: Caller, line: OperationLine): Promise<Verdict> {
  const field = fieldOf(line);
  const operation = anyOperation(line.root, field);
  if (line.root === 'Subscription') return subscribe(operation, caller.token);
  const mayEndSession = line.root === 'Mutation' && field.args.length === 0;
  const token = mayEndSession ? await caller.anotherToken() : caller.token;
  return verdictOf((await api.run(operation.text, operation.variables, token)).errors);
}

it('the table has a line for every operation of the schema', () => {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const operations = roots.flatMap((root) =>
    Object.keys(root?.getFields() ?? {}).map((field) => `${root?.name ?? ''}.${field}`),
  );
  expect(operationLines.map(({ root, field }) => `${root}.${field}`).toSorted()).toEqual(
    operations.toSorted(),
  );
});

it('every caller may do what the table says and nothing else', { timeout: 300_000 }, async () => {
  const holes: string[] = [];
  const verdicts = { allowed: 0, UNAUTHENTICATED: 0, FORBIDDEN: 0 };
  for (const line of operationLines) {
    await Promise.all(
      callers.map(async (caller) => {
        const found = await verdict(caller, line);
        const wanted = operationVerdict(caller, line);
        verdicts[found] += 1;
        if (found !== wanted)
          holes.push(`${line.root}.${line.field} as ${caller.name}: ${found}, not ${wanted}`);
      }),
    );
  }
  process.stdout.write(
    `role table: ${operationLines.length} operations × ${callers.length} callers: ${JSON.stringify(verdicts)}, holes ${holes.length}
`,
  );
  expect(holes).toEqual([]);
});
