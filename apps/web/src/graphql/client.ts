import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { ErrorLink } from '@apollo/client/link/error';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { CloseCode, createClient, type Client } from 'graphql-ws';
import { from, mergeMap, of } from 'rxjs';
import type { ConnectionStore } from '../live/connection-store.ts';
import { failureOf } from './failure.ts';
import { refreshSession } from './refresh-session.ts';
import { sessionStore } from './session-store.ts';

const pathOfApi = '/graphql';
const maxRetryWaitMs = 10_000;
const queryTimeoutMs = 20_000;
/** `Me` asks whether there is a session, `Login` is how one is made: their refusal is an answer, not an end. */
const operationsWithoutSession: ReadonlySet<string> = new Set(['Me', 'Login', 'Logout', 'SingleSignOn']);

/** Doubles from half a second to ten, with jitter so that many browsers do not come back at once. */
function retryWaitMs(retries: number, random: () => number): number {
  return Math.min(maxRetryWaitMs, 500 * 2 ** retries) * (0.75 + random() / 2);
}

function createSocket(connection: ConnectionStore): Client {
  const { protocol, host } = window.location;
  const url = `${protocol === 'https:' ? 'wss' : 'ws'}://${host}${pathOfApi}`;
  let isForbidden = false;
  /** A refused socket does not tell why: mostly the access cookie has expired. */
  async function refreshWhereRefused(): Promise<void> {
    if (!isForbidden || sessionStore.isExpired()) return;
    if (await refreshSession()) isForbidden = false;
    else sessionStore.expire();
  }
  return createClient({
    // Where the API gives no answer, the attempt to connect tells it.
    url: () =>
      refreshWhereRefused().then(
        () => url,
        () => url,
      ),
    lazy: true,
    keepAlive: 10_000,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    retryWait: (retries) =>
      new Promise((resolve) => {
        const timer = setTimeout(done, retryWaitMs(retries, Math.random));
        window.addEventListener('online', done, { once: true });
        function done() {
          clearTimeout(timer);
          window.removeEventListener('online', done);
          resolve();
        }
      }),
    on: {
      connecting: () => {
        connection.dispatch({ type: 'connecting' });
      },
      connected: () => {
        connection.dispatch({ type: 'connected' });
      },
      closed: (event) => {
        isForbidden = event instanceof CloseEvent && event.code === Number(CloseCode.Forbidden);
        connection.dispatch({ type: 'closed' });
      },
    },
  });
}

interface Answer {
  readonly errors?: readonly { readonly extensions?: { readonly code?: unknown } }[];
}

/** A caller who is not known has had nothing done: what was asked is asked again with another access cookie. */
const keepSession = new ApolloLink((operation, forward) => {
  const { operationName = '' } = operation;
  if (operationName === 'Login') return forward(operation);
  // Only who is known can end their session.
  if (operationName === 'Logout')
    return from(refreshSession().catch(() => false)).pipe(mergeMap(() => forward(operation)));
  return forward(operation).pipe(
    mergeMap((answer) => {
      if ((answer as Answer).errors?.[0]?.extensions?.code !== 'UNAUTHENTICATED') return of(answer);
      return from(refreshSession()).pipe(
        mergeMap((isStanding) => (isStanding ? forward(operation) : of(answer))),
      );
    }),
  );
});

/** An API that accepts a question and never answers is down too. Mutations may take longer: an upload is thousands of rules. */
const limitQueries = new ApolloLink((operation, forward) => {
  if (String(operation.operationType) !== 'query') return forward(operation);
  operation.setContext(({ fetchOptions }: { readonly fetchOptions?: { readonly signal?: AbortSignal } }) => {
    const limit = AbortSignal.timeout(queryTimeoutMs);
    const given = fetchOptions?.signal;
    return {
      fetchOptions: {
        ...fetchOptions,
        signal: given === undefined ? limit : AbortSignal.any([given, limit]),
      },
    };
  });
  return forward(operation);
});

/** One client per page. Requests are same-origin, so the session cookie goes with each. */
export function createApollo(connection: ConnectionStore): {
  readonly client: ApolloClient;
  readonly socket: Client;
} {
  const socket = createSocket(connection);
  const watchSession = new ErrorLink(({ error, operation }) => {
    const isUnauthenticated = failureOf(error).code === 'UNAUTHENTICATED';
    if (isUnauthenticated && !operationsWithoutSession.has(operation.operationName ?? ''))
      sessionStore.expire();
  });
  const http = new HttpLink({ uri: pathOfApi, credentials: 'same-origin' });
  const link = ApolloLink.split(
    ({ operationType }) => String(operationType) === 'subscription',
    new GraphQLWsLink(socket),
    http,
  );
  const client = new ApolloClient({
    link: ApolloLink.from([watchSession, keepSession, limitQueries, link]),
    cache: new InMemoryCache({
      // Numbers without an identity of their own: each answer replaces the one before it.
      typePolicies: {
        Pipeline: { fields: { metrics: { merge: false } } },
        Query: { fields: { rules: { merge: false } } },
      },
    }),
    defaultOptions: { watchQuery: { fetchPolicy: 'cache-and-network' } },
  });
  return { client, socket };
}
