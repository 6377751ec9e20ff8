import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Logger } from '@sluice/runtime';
import {
  GraphQLError,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLFormattedError,
  type GraphQLSchema,
  type Source,
} from 'graphql';
import { CloseCode } from 'graphql-ws';
import { useServer, type Extra } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { actorOf, type Context } from '../graphql/context.ts';
import { createErrorFormatter, markErrors } from '../graphql/format-error.ts';
import { MAX_TOKENS, requestLimits } from '../graphql/limits.ts';
import { createLoaders, type LoaderServices } from '../graphql/loaders.ts';
import { topicAccess, type AuthService, type Principal } from '../modules/auth/index.ts';
import { AppError } from '../app-error.ts';
import { callerAddress } from './caller-address.ts';
import { isAllowedOrigin } from './origin.ts';
import type { RequestLimit } from './request-limit.ts';
import { requestToken } from './session-cookies.ts';

/** Operations that one WebSocket may have open; the dashboard has two. */
const MAX_OPEN_OPERATIONS = 50;
const MAX_WS_MESSAGE_BYTES = 256 * 1024;
/** A session that ends closes its WebSockets at the latest this much later; a new role holds by then. */
const SESSION_CHECK_MS = 30_000;

export interface SubscriptionOptions {
  readonly schema: GraphQLSchema;
  readonly auth: AuthService;
  readonly services: LoaderServices;
  readonly requestLimit: RequestLimit;
  readonly log: Logger;
  readonly allowedOrigins: readonly string[];
  /** Proxies in front of the API, whose word for the caller's address is taken. */
  readonly trustedProxies: number;
  readonly sessionCheckMs?: number;
}

interface Caller {
  principal: Principal;
  readonly token: string;
}

type SocketExtra = Extra & Record<PropertyKey, unknown> & { caller?: Caller; timer?: NodeJS.Timeout };

function tokenOf(
  request: IncomingMessage,
  parameters: Readonly<Record<string, unknown>>,
): string | undefined {
  const given = parameters['authorization'];
  const fromParameters = typeof given === 'string' ? /^Bearer (\S+)$/i.exec(given)?.[1] : undefined;
  return fromParameters ?? requestToken(request);
}

function socketContext(extra: SocketExtra, { services, trustedProxies }: SubscriptionOptions): Context {
  const topics = topicAccess(extra.caller?.principal);
  const origin = { address: callerAddress(extra.request, trustedProxies), requestId: randomUUID() };
  return {
    principal: extra.caller?.principal,
    actor: actorOf(extra.caller?.principal, origin),
    ...origin,
    userAgent: extra.request.headers['user-agent'] ?? '',
    topics,
    loaders: createLoaders(services, topics),
    setSessionCookies: () => undefined,
  };
}

/** Whether an API token may do less than before, as its owner may: what it subscribed to was allowed to the former. */
function mayLess(now: Principal, before: Principal): boolean {
  const isLimitedOtherwise = JSON.stringify(now.topicPatterns) !== JSON.stringify(before.topicPatterns);
  return now.apiToken !== null && (now.mustChangePassword || now.role !== before.role || isLimitedOtherwise);
}

/** Looks whether the session still stands; where Postgres can't be asked, the next look tells. */
async function checkSession(
  extra: SocketExtra,
  caller: Caller,
  { auth, log }: SubscriptionOptions,
): Promise<void> {
  try {
    const principal = await auth.lookAgain(caller.principal, caller.token);
    if (principal === undefined || mayLess(principal, caller.principal))
      extra.socket.close(CloseCode.Forbidden, 'Forbidden');
    else caller.principal = principal;
  } catch (error) {
    log.warn({ err: error }, 'session not checked');
  }
}

function parseBounded(source: string | Source): DocumentNode {
  return parse(source, { maxTokens: MAX_TOKENS });
}

function tooManyOpen(count: number): readonly GraphQLError[] | undefined {
  if (count <= MAX_OPEN_OPERATIONS) return undefined;
  const message = `More than ${MAX_OPEN_OPERATIONS} operations are open on this WebSocket. End some of them.`;
  return [new GraphQLError(message, { originalError: new AppError('RATE_LIMITED', message) })];
}

/** The error where the caller has asked too often. */
async function refusedBy(
  { requestLimit, trustedProxies }: SubscriptionOptions,
  principal: Principal | undefined,
  { request }: SocketExtra,
): Promise<readonly GraphQLError[] | undefined> {
  try {
    await requestLimit.take({ principal, address: callerAddress(request, trustedProxies) });
    return undefined;
  } catch (error) {
    if (error instanceof AppError) return [new GraphQLError(error.message, { originalError: error })];
    throw error;
  }
}

/** graphql-ws itself would close the whole socket for a slip of one operation. */
function syntaxErrors(query: string): readonly GraphQLError[] | undefined {
  try {
    parseBounded(query);
    return undefined;
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
}

/** GraphQL over WebSocket on `/graphql`. Returns its end. */
export function serveSubscriptions(server: Server, options: SubscriptionOptions): () => Promise<void> {
  const { schema, auth, allowedOrigins, log, sessionCheckMs = SESSION_CHECK_MS } = options;
  const format = createErrorFormatter(log);
  const formatAll = (errors: readonly GraphQLError[]): GraphQLFormattedError[] =>
    errors.map((error) => format(error.toJSON(), error));
  const sockets = new WebSocketServer({
    server,
    path: '/graphql',
    maxPayload: MAX_WS_MESSAGE_BYTES,
    verifyClient: ({ req }: { req: IncomingMessage }) => isAllowedOrigin(req, allowedOrigins),
  });

  const disposable = useServer<Record<string, unknown>, SocketExtra>(
    {
      schema,
      // What breaks outside an operation closes the socket without its message.
      isProd: true,
      onSubscribe: async ({ extra, subscriptions }, _id, { query }) =>
        tooManyOpen(Object.keys(subscriptions).length) ??
        (await refusedBy(options, extra.caller?.principal, extra)) ??
        syntaxErrors(query),
      parse: parseBounded,
      validate: (given, document) => validate(given, document, [...specifiedRules, ...requestLimits()]),
      async onConnect({ extra, connectionParams }) {
        const token = tokenOf(extra.request, connectionParams ?? {});
        const principal = token === undefined ? undefined : await auth.authenticate(token);
        const isRefused = (await refusedBy(options, principal, extra)) !== undefined;
        if (isRefused || token === undefined || principal === undefined) return false;
        const caller: Caller = { principal, token };
        extra.caller = caller;
        extra.timer = setInterval(() => void checkSession(extra, caller, options), sessionCheckMs);
        return true;
      },
      onDisconnect({ extra }) {
        clearInterval(extra.timer);
      },
      context: ({ extra }) => socketContext(extra, options),
      onNext(_context, _id, _payload, { contextValue }, { data, errors }) {
        if (errors === undefined) return undefined;
        markErrors(errors, (contextValue as Context).requestId);
        return { data: data ?? null, errors: formatAll(errors) };
      },
      onError: (_context, _id, _payload, errors) => formatAll(errors),
    },
    sockets,
  );
  return async () => {
    await disposable.dispose();
  };
}
