import 'reflect-metadata';
import { createLogger } from '@sluice/runtime';
import { GraphQLInt, GraphQLObjectType, GraphQLSchema } from 'graphql';
import { createClient } from 'graphql-ws';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { createDataSource } from '../database/data-source.ts';
import { systemActor } from '../modules/audit/index.ts';
import {
  createApiTokenService,
  createAuthService,
  createSessionService,
  createUserService,
  Role,
} from '../modules/auth/index.ts';
import { newDatabase } from '../testing/start-test-api.ts';
import { startServer, type RunningServer, type ServerOptions } from './server.ts';

const actor = systemActor('test');
const client = { address: '192.0.2.1', userAgent: '' };
const now = (): Date => new Date();

let database: DataSource;
let server: RunningServer;
let services: ReturnType<typeof createServices>;

function createServices(from: DataSource) {
  return {
    auth: createAuthService(from, now),
    users: createUserService(from, now),
    sessions: createSessionService(from, now),
    apiTokens: createApiTokenService(from, now),
  };
}

const query = new GraphQLObjectType({
  name: 'Query',
  fields: { one: { type: GraphQLInt, resolve: () => 1 } },
});

beforeAll(async () => {
  database = await createDataSource(await newDatabase()).initialize();
  await database.runMigrations();
  services = createServices(database);
  await services.users.ensureFirst('admin@example.org', 'correct-horse-battery-staple');
  server = await startServer({
    schema: new GraphQLSchema({ query }),
    auth: services.auth,
    services: {} as ServerOptions['services'],
    log: createLogger('api', 'silent'),
    host: '127.0.0.1',
    port: 0,
    allowedOrigins: [],
    isCookieSecure: false,
    trustedProxies: 0,
    receivePush: () => Promise.resolve('IGNORED'),
    takesPushes: () => Promise.resolve(true),
    requestLimit: {
      take: () => Promise.resolve({ limit: 9, remaining: 8, resetSeconds: 60 }),
      takePush: () => Promise.resolve({ limit: 9, remaining: 8, resetSeconds: 60 }),
      allow: () => undefined,
      stop: () => Promise.resolve(),
    },
    readiness: () => Promise.resolve({}),
    sessionCheckMs: 50,
  });
});
afterAll(async () => {
  await server.stop();
  await database.destroy();
});

/** Connects, and tells when and how the server ends it. */
async function connect(token: string): Promise<Promise<unknown>[]> {
  const closed = Promise.withResolvers<unknown>();
  const socket = createClient({
    url: `ws://127.0.0.1:${server.port}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
    retryAttempts: 0,
    lazy: false,
    onNonLazyError: () => undefined,
    on: { closed: closed.resolve },
  });
  onTestFinished(() => void socket.dispose());
  for await (const { data } of socket.iterate({ query: '{ one }' })) expect(data).toEqual({ one: 1 });
  return [closed.promise];
}

async function createEngineer() {
  const email = `${crypto.randomUUID()}@example.org`;
  const { user, temporaryPassword } = await services.users.create(actor, {
    email,
    name: '',
    role: Role.ENGINEER,
  });
  const { token } = await services.auth.login(actor, email, temporaryPassword, client);
  return { id: user.id, password: temporaryPassword, token };
}

type Engineer = Awaited<ReturnType<typeof createEngineer>>;

it.each<[string, (engineer: Engineer) => Promise<unknown>]>([
  ['is deactivated', ({ id }) => services.users.update(actor, { id, isActive: false })],
  ['has another role', ({ id }) => services.users.update(actor, { id, role: Role.VIEWER })],
  ['is deleted', ({ id }) => services.users.delete(actor, id)],
  ['has a temporary password', ({ id }) => services.users.resetPassword(actor, id)],
  [
    'changes the password',
    ({ id, password }) =>
      services.auth.changePassword(actor, id, { current: password, next: 'quite another phrase' }, client),
  ],
  [
    'logs out',
    async ({ token }) => {
      const { sessionId } = (await services.auth.authenticate(token)) ?? {};
      await services.auth.logout(actor, sessionId ?? '');
    },
  ],
  [
    'revokes the session',
    async ({ id }) => {
      const [session] = await services.sessions.list(id);
      await services.sessions.revoke(actor, session?.id ?? '', id);
    },
  ],
])('the WebSocket of a user who %s is closed as forbidden', async (_what, work) => {
  const engineer = await createEngineer();
  const [closed] = await connect(engineer.token);
  await work(engineer);
  expect(await closed).toMatchObject({ code: 4403 });
});

it.each<[string, (owner: Engineer, tokenId: string) => Promise<unknown>]>([
  ['that is revoked', ({ id }, tokenId) => services.apiTokens.revoke(actor, tokenId, id)],
  ['whose owner has another role', ({ id }) => services.users.update(actor, { id, role: Role.VIEWER })],
  ['whose owner has a temporary password', ({ id }) => services.users.resetPassword(actor, id)],
  ['whose owner is deleted', ({ id }) => services.users.delete(actor, id)],
])('the WebSocket of an API token %s is closed as forbidden', async (_what, work) => {
  const owner = await createEngineer();
  await services.auth.changePassword(
    actor,
    owner.id,
    { current: owner.password, next: 'the phrase of an owner' },
    client,
  );
  const expiresAt = new Date(Date.now() + 60_000);
  const { apiToken, secret } = await services.apiTokens.create(actor, owner.id, {
    name: 'stream',
    scopes: [],
    expiresAt,
  });
  const [closed] = await connect(secret);
  await work(owner, apiToken.id);
  expect(await closed).toMatchObject({ code: 4403 });
});
