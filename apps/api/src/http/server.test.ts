import { createLogger } from '@sluice/runtime';
import { GraphQLInt, GraphQLString, GraphQLObjectType, GraphQLSchema } from 'graphql';
import { createClient, type Client } from 'graphql-ws';
import { expect, it, onTestFinished, vi } from 'vitest';
import { WebSocket } from 'ws';
import { AppError } from '../app-error.ts';
import type { Context } from '../graphql/context.ts';
import { Role, type AuthService, type Principal } from '../modules/auth/index.ts';
import { startServer, type ServerOptions } from './server.ts';

const ADMIN: Principal = {
  userId: 'u',
  email: 'a@b.c',
  role: Role.ADMIN,
  mustChangePassword: false,
  sessionId: 's',
  topicPatterns: [['*']],
  apiToken: null,
};

const failing = (error: Error) => ({
  type: GraphQLInt,
  resolve: () => {
    throw error;
  },
});

/** A source that never tells anything, and ends where it is asked to. */
const neverTells = (): AsyncIterableIterator<never> => {
  const { promise, resolve } = Promise.withResolvers<IteratorResult<never>>();
  const end = (): Promise<IteratorResult<never>> => {
    resolve({ done: true, value: undefined });
    return promise;
  };
  return { next: () => promise, return: end, [Symbol.asyncIterator]: () => neverTells() };
};

const schema = new GraphQLSchema({
  query: new GraphQLObjectType({
    name: 'Query',
    fields: {
      one: { type: GraphQLInt, resolve: () => 1 },
      requestId: { type: GraphQLString, resolve: (_source, _given, context: Context) => context.requestId },
      bug: failing(new Error('password=hunter2')),
      expected: failing(new AppError('NOT_FOUND', 'There is no rule with id 7.')),
    },
  }),
  subscription: new GraphQLObjectType({
    name: 'Subscription',
    fields: { never: { type: GraphQLInt, subscribe: () => neverTells() } },
  }),
});

async function start(
  authenticate: AuthService['authenticate'],
  extra: Partial<ServerOptions> = {},
): Promise<string> {
  const server = await startServer({
    schema,
    auth: { authenticate, lookAgain: authenticate } as unknown as AuthService,
    services: {} as ServerOptions['services'],
    requestLimit: {
      take: () => Promise.resolve({ limit: 9, remaining: 8, resetSeconds: 60 }),
      takePush: () => Promise.resolve({ limit: 9, remaining: 8, resetSeconds: 60 }),
      allow: () => undefined,
      stop: () => Promise.resolve(),
    },
    receivePush: () => Promise.resolve('IGNORED'),
    takesPushes: () => Promise.resolve(true),
    log: createLogger('api', 'silent'),
    host: '127.0.0.1',
    port: 0,
    allowedOrigins: [],
    isCookieSecure: false,
    trustedProxies: 0,
    readiness: () => Promise.resolve({}),
    ...extra,
  });
  onTestFinished(() => server.stop());
  return `127.0.0.1:${server.port}/graphql`;
}

function post(address: string, body: string): Promise<Response> {
  const headers = { 'content-type': 'application/json', authorization: 'Bearer t' };
  return fetch(`http://${address}`, { method: 'POST', headers, body });
}

function connect(address: string, on: NonNullable<Parameters<typeof createClient>[0]['on']> = {}): Client {
  const client = createClient({
    url: `ws://${address}`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: 'Bearer t' },
    retryAttempts: 0,
    lazy: false,
    onNonLazyError: () => undefined,
    on,
  });
  onTestFinished(() => void client.dispose());
  return client;
}

async function ask(client: Client, query: string) {
  for await (const result of client.iterate({ query })) return result;
  throw new Error('no answer');
}

it.each([
  ['is not JSON', '{"query": ', 400, 'BAD_USER_INPUT', /is not JSON/],
  [
    'is too large for a stranger',
    JSON.stringify({ query: 'x'.repeat(70_000) }),
    413,
    'UNAUTHENTICATED',
    /Log in/,
  ],
])(
  'a request that %s is answered in the shape of GraphQL, without a stack',
  async (_what, body, status, code, words) => {
    const response = await post(await start(() => Promise.resolve(undefined)), body);
    const text = await response.text();
    expect(response.status).toBe(status);
    const { errors } = JSON.parse(text) as { errors: { message: string; extensions: object }[] };
    expect(errors[0]).toMatchObject({
      message: expect.stringMatching(words) as string,
      extensions: { code },
    });
    expect(text).not.toContain('node_modules');
  },
);

it('a request while Postgres is down is answered with a request id and no detail', async () => {
  const address = await start(() => Promise.reject(new Error('connect ECONNREFUSED 10.0.0.7:5432')));
  const response = await post(address, JSON.stringify({ query: '{ one }' }));
  const text = await response.text();
  expect(response.status).toBe(500);
  expect(text).toMatch(/"code":"INTERNAL","requestId":"[\w-]{36}"/);
  expect(text).not.toContain('10.0.0.7');
});

it('an error of a resolver is masked over WebSocket as it is over HTTP', async () => {
  const client = connect(await start(() => Promise.resolve(ADMIN)));
  const [bug] = (await ask(client, '{ bug }')).errors ?? [];
  expect(bug?.message).not.toContain('hunter2');
  expect(bug?.extensions).toMatchObject({ code: 'INTERNAL', requestId: expect.any(String) as string });
  const [expected] = (await ask(client, '{ expected }')).errors ?? [];
  expect(expected).toMatchObject({
    message: 'There is no rule with id 7.',
    extensions: { code: 'NOT_FOUND' },
  });
});

it.each(['HTTP', 'WebSocket'])(
  'all errors of a request over %s have the id that resolvers and the audit log know',
  async (way) => {
    const address = await start(() => Promise.resolve(ADMIN));
    const query = '{ requestId bug expected }';
    const answer = (
      way === 'HTTP'
        ? await (await post(address, JSON.stringify({ query }))).json()
        : await ask(connect(address), query)
    ) as { data: { requestId: string }; errors: { extensions: { requestId: string } }[] };
    const { requestId } = answer.data;
    expect(answer.errors.map(({ extensions }) => extensions.requestId)).toEqual([requestId, requestId]);
  },
);

it('a slip in one operation is told to it and leaves the WebSocket open', async () => {
  const client = connect(await start(() => Promise.resolve(ADMIN)));
  await expect(ask(client, '{ one ')).rejects.toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  expect((await ask(client, '{ one }')).data).toEqual({ one: 1 });
});

it('a WebSocket outlives a short outage of Postgres, and is closed as forbidden when its session ends', async () => {
  const answers: (() => Promise<Principal | undefined>)[] = [
    () => Promise.resolve(ADMIN),
    () => Promise.reject(new Error('connection terminated')),
    () => Promise.resolve(ADMIN),
  ];
  const authenticate = vi.fn(() => (answers.shift() ?? (() => Promise.resolve(undefined)))());
  const closed = Promise.withResolvers<unknown>();
  connect(await start(authenticate, { sessionCheckMs: 20 }), { closed: closed.resolve });
  expect(await closed.promise).toMatchObject({ code: 4403 });
  // Another look may be under way while the socket closes.
  expect(authenticate.mock.calls.length).toBeGreaterThanOrEqual(4);
});

it('a WebSocket outlives the access token that it was opened with', async () => {
  const tokens = [ADMIN];
  const lookAgain = vi.fn(() => Promise.resolve(ADMIN));
  const auth = { authenticate: () => Promise.resolve(tokens.pop()), lookAgain } as unknown as AuthService;
  const address = await start(() => Promise.resolve(undefined), { sessionCheckMs: 20, auth });
  const client = connect(address);
  await vi.waitFor(() => {
    expect(lookAgain.mock.calls.length).toBeGreaterThan(2);
  });
  expect((await ask(client, '{ one }')).data).toEqual({ one: 1 });
});

it('a caller whose role changes has the new one in the next operation of the same WebSocket', async () => {
  const principals = [ADMIN];
  const fields = {
    isAdmin: {
      type: GraphQLInt,
      resolve: (_root: unknown, _args: unknown, context: { principal?: Principal }) =>
        context.principal?.role === Role.ADMIN ? 1 : 0,
    },
  };
  const authenticate = vi.fn(() => Promise.resolve(principals[0]));
  const roleSchema = new GraphQLSchema({ query: new GraphQLObjectType({ name: 'Query', fields }) });
  const client = connect(await start(authenticate, { sessionCheckMs: 20, schema: roleSchema }));
  expect((await ask(client, '{ isAdmin }')).data).toEqual({ isAdmin: 1 });
  principals[0] = { ...ADMIN, role: Role.VIEWER };
  await vi.waitFor(async () => {
    expect((await ask(client, '{ isAdmin }')).data).toEqual({ isAdmin: 0 });
  });
});

it('a WebSocket has so many operations open and no more, and goes on with those', async () => {
  const client = connect(await start(() => Promise.resolve(ADMIN)));
  const refusals: unknown[] = [];
  const sink = (query: string) =>
    client.subscribe(
      { query },
      { next: () => undefined, error: (error) => refusals.push(error), complete: () => undefined },
    );
  for (let n = 0; n < 50; n += 1) sink('subscription { never }');
  const answers = client.iterate({ query: '{ one }' });
  await expect(answers.next()).rejects.toEqual([
    expect.objectContaining({
      message: expect.stringMatching(/^More than 50 operations/) as string,
      extensions: expect.objectContaining({ code: 'RATE_LIMITED' }) as object,
    }),
  ]);
  expect(refusals).toEqual([]);
});
