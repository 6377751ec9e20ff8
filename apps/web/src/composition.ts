import type { ApolloClient } from '@apollo/client';
import { createApollo } from './graphql/client.ts';
import { DashboardDocument } from './graphql/generated/graphql.ts';
import { createConnectionStore } from './live/connection-store.ts';
import { startLiveFeed } from './live/live-feed.ts';
import { createLiveStore } from './live/live-store.ts';
import type { LiveParts } from './live/LiveProvider.tsx';

export interface AppParts {
  readonly client: ApolloClient;
  readonly liveParts: LiveParts;
}

/** Everything that lives as long as the page, put together by hand. */
export function compose(): AppParts {
  const connection = createConnectionStore(() => Date.now());
  const { client, socket } = createApollo(connection);
  const live = createLiveStore(async () => {
    const { data } = await client.query({ query: DashboardDocument, fetchPolicy: 'no-cache' });
    if (data === undefined) throw new Error('The answer to the dashboard query has no data.');
    return data.dashboard;
  });
  const start = () => startLiveFeed({ client, socket, connection, live });
  return { client, liveParts: { live, connection, start } };
}
