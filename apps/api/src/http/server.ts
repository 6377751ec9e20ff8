import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import { expressMiddleware } from '@as-integrations/express5';
import express, { type RequestHandler, type Response } from 'express';
import helmet from 'helmet';
import { actorOf, type Context } from '../graphql/context.ts';
import { createErrorFormatter, markErrors } from '../graphql/format-error.ts';
import { MAX_TOKENS, requestLimits } from '../graphql/limits.ts';
import { createLoaders, type LoaderServices } from '../graphql/loaders.ts';
import type { AuditService } from '../modules/audit/index.ts';
import { SINGLE_SIGN_ON_PATH, topicAccess, type SingleSignOn } from '../modules/auth/index.ts';
import type { RuleExportService } from '../modules/rules/index.ts';
import type { ReceivePush, TakesPushes } from '../modules/sync/index.ts';
import { answerError } from './answer-error.ts';
import { receivePush } from './receive-push.ts';
import { exportRules } from './export-rules.ts';
import { exportAuditLog } from './export-audit-log.ts';
import { limitPushes, limitRequests } from './limit-requests.ts';
import { identify, type WithPrincipal } from './identify.ts';
import { singleSignOnRoutes } from './single-sign-on.ts';
import { refreshSession } from './refresh-session.ts';
import { REFRESH_PATH, setSessionCookies } from './session-cookies.ts';
import { serveSubscriptions, type SubscriptionOptions } from './subscriptions.ts';

/** Uploads come as one request of a caller who is logged in; nobody else needs more than a login takes. */
const MAX_BODY = '64mb';
const MAX_ANONYMOUS_BODY = '64kb';
/** A push of many commits; what is longer is found by the schedule. */
const MAX_PUSH_BODY = '1mb';
/** As many ids as a selection takes. */
const MAX_SELECTION_BODY = '4mb';

export interface ServerOptions extends SubscriptionOptions {
  readonly host: string;
  readonly port: number;
  readonly isCookieSecure: boolean;
  readonly services: LoaderServices & {
    readonly audit: AuditService;
    readonly ruleExport: RuleExportService;
    readonly singleSignOn?: SingleSignOn | undefined;
  };
  readonly receivePush: ReceivePush;
  readonly takesPushes: TakesPushes;
  /** What stands in the way of readiness, by part. */
  readonly readiness: () => Promise<Readonly<Record<string, string>>>;
}

export interface RunningServer {
  readonly port: number;
  stop(): Promise<void>;
}

function parseBody(limit: string): RequestHandler {
  const large = express.json({ limit });
  const small = express.json({ limit: MAX_ANONYMOUS_BODY });
  return (request: WithPrincipal, response, next) => {
    (request.principal === undefined ? small : large)(request, response, next);
  };
}

function httpContext(options: ServerOptions, request: WithPrincipal, response: Response): Context {
  const topics = topicAccess(request.principal);
  const origin = { address: request.ip ?? '', requestId: randomUUID() };
  return {
    principal: request.principal,
    actor: actorOf(request.principal, origin),
    ...origin,
    userAgent: request.get('user-agent') ?? '',
    topics,
    loaders: createLoaders(options.services, topics),
    setSessionCookies(tokens) {
      setSessionCookies(response, options.isCookieSecure, tokens);
    },
  };
}

/** GraphQL over HTTP and WebSocket on `/graphql`, and `/health/live`, `/health/ready`. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const app = express();
  app.set('trust proxy', options.trustedProxies);
  app.disable('x-powered-by');
  app.use(helmet());
  app.get('/health/live', (_request, response) => {
    response.json({ status: 'ok' });
  });
  app.get('/health/ready', async (_request, response) => {
    // Anybody may ask: what exactly is wrong is told by the query "health".
    const isReady = Object.keys(await options.readiness()).length === 0;
    response.status(isReady ? 200 : 503).json({ status: isReady ? 'ok' : 'unavailable' });
  });

  const server = createServer(app);
  const stopSubscriptions = serveSubscriptions(server, options);
  const apollo = new ApolloServer<Context>({
    schema: options.schema,
    introspection: true,
    csrfPrevention: true,
    formatError: createErrorFormatter(options.log),
    validationRules: [...requestLimits()],
    parseOptions: { maxTokens: MAX_TOKENS },
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      // Answers are cached by nobody, and it looks at every field of them.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginDrainHttpServer({ httpServer: server }),
      { serverWillStart: () => Promise.resolve({ drainServer: stopSubscriptions }) },
      {
        requestDidStart: () =>
          Promise.resolve({
            didEncounterErrors({ errors, contextValue }) {
              markErrors(errors, contextValue.requestId);
              return Promise.resolve();
            },
          }),
      },
    ],
    stopOnTerminationSignals: false,
  });
  await apollo.start();
  const counted = limitRequests(options.requestLimit);
  const known = [identify(options.auth), counted];
  app.get('/export/audit-log.:format', known, exportAuditLog(options.services.audit));
  app.post(
    '/export/rules.tar.gz',
    known,
    parseBody(MAX_SELECTION_BODY),
    exportRules(options.services.ruleExport),
  );
  app.post(REFRESH_PATH, counted, refreshSession(options));
  const { singleSignOn } = options.services;
  if (singleSignOn !== undefined)
    app.use(SINGLE_SIGN_ON_PATH, counted, singleSignOnRoutes({ ...options, singleSignOn }));
  app.post(
    '/hooks/repositories/:id',
    limitPushes(options.requestLimit, options.takesPushes),
    express.raw({ type: () => true, limit: MAX_PUSH_BODY }),
    receivePush(options.receivePush),
  );
  app.use(
    '/graphql',
    known,
    parseBody(MAX_BODY),
    expressMiddleware(apollo, {
      context: ({ req, res }) => Promise.resolve(httpContext(options, req, res)),
    }),
  );
  app.use(answerError(options.log));

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  return { port: (server.address() as AddressInfo).port, stop: () => apollo.stop() };
}
