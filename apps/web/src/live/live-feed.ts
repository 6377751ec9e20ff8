import type { ApolloClient } from '@apollo/client';
import type { Client } from 'graphql-ws';
import { failureOf } from '../graphql/failure.ts';
import { DetectionsDocument, MetricsDocument } from '../graphql/generated/graphql.ts';
import { sessionStore } from '../graphql/session-store.ts';
import type { ConnectionStore } from './connection-store.ts';
import type { LiveStore } from './live-store.ts';

/** The socket reconnects by itself; this is for a subscription that the API ended with an error. */
const resubscribeAfterMs = 3_000;

interface LiveFeedParts {
  readonly client: ApolloClient;
  readonly socket: Client;
  readonly connection: ConnectionStore;
  readonly live: LiveStore;
}

/**
 * Pours both subscriptions into the live store until the returned function is called. Nothing goes through
 * Apollo's cache or React state. Each (re)connection fetches a snapshot, since ticks may have been missed.
 */
export function startLiveFeed({ client, socket, connection, live }: LiveFeedParts): () => void {
  const timers = new Set<ReturnType<typeof setTimeout>>();
  const ends = new Set<() => void>();

  function keep(subscribe: (onEnd: (error?: unknown) => void) => () => void): void {
    const end = subscribe((error) => {
      ends.delete(end);
      if (error !== undefined && failureOf(error).code === 'UNAUTHENTICATED') sessionStore.expire();
      const timer = setTimeout(() => {
        timers.delete(timer);
        keep(subscribe);
      }, resubscribeAfterMs);
      timers.add(timer);
    });
    ends.add(end);
  }

  keep((onEnd) => {
    const subscription = client.subscribe({ query: MetricsDocument, fetchPolicy: 'no-cache' }).subscribe({
      next: ({ data, error }) => {
        if (error !== undefined) onEnd(error);
        if (data === undefined) return;
        connection.dispatch({ type: 'tick' });
        live.acceptTick(data.metrics);
      },
      error: onEnd,
      complete: () => {
        onEnd();
      },
    });
    return () => {
      subscription.unsubscribe();
    };
  });
  keep((onEnd) => {
    const subscription = client.subscribe({ query: DetectionsDocument, fetchPolicy: 'no-cache' }).subscribe({
      next: ({ data, error }) => {
        if (error !== undefined) onEnd(error);
        if (data !== undefined) live.acceptDetections(data.detections);
      },
      error: onEnd,
      complete: () => {
        onEnd();
      },
    });
    return () => {
      subscription.unsubscribe();
    };
  });

  const stopListening = socket.on('connected', () => void live.refresh());
  const onNetwork = () => {
    connection.dispatch({ type: 'network', isUp: navigator.onLine });
  };
  window.addEventListener('online', onNetwork);
  window.addEventListener('offline', onNetwork);
  void live.refresh();

  return () => {
    stopListening();
    window.removeEventListener('online', onNetwork);
    window.removeEventListener('offline', onNetwork);
    for (const timer of timers) clearTimeout(timer);
    for (const end of ends) end();
    connection.dispatch({ type: 'stopped' });
  };
}
