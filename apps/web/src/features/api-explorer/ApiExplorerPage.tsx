import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import { useApolloClient } from '@apollo/client/react';
import { GraphiQL } from 'graphiql';
import { useState, useSyncExternalStore } from 'react';
import { themeStore } from '../../theme/theme-store.ts';
import { useTitle } from '../../ui/useTitle.ts';
import { createFetcher } from './graphql-fetcher.ts';

const firstQuery = `# What scripts can do, you can try here, as yourself.
{
  pipelines {
    name
    enabled
    sourceTopics
    destinationTopic
  }
}
`;

export function ApiExplorerPage() {
  useTitle('API explorer');
  const client = useApolloClient();
  const [fetcher] = useState(() => createFetcher(client));
  const theme = useSyncExternalStore(themeStore.subscribe, themeStore.theme);
  return (
    <div className="h-[calc(100dvh-3.5rem)] min-h-96">
      <h1 className="sr-only">API explorer</h1>
      <GraphiQL
        fetcher={fetcher}
        forcedTheme={theme}
        defaultQuery={firstQuery}
        isHeadersEditorEnabled={false}
        showPersistHeadersSettings={false}
      />
    </div>
  );
}
