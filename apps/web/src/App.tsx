import { ApolloProvider } from '@apollo/client/react';
import { useState, useSyncExternalStore } from 'react';
import { RouterProvider } from 'react-router/dom';
import { Toaster } from 'sonner';
import type { AppParts } from './composition.ts';
import { createRouter } from './router.tsx';
import { themeStore } from './theme/theme-store.ts';

export function App({ parts }: { readonly parts: AppParts }) {
  const theme = useSyncExternalStore(themeStore.subscribe, themeStore.theme);
  const [router] = useState(() => createRouter(parts.liveParts));
  return (
    <ApolloProvider client={parts.client}>
      <RouterProvider router={router} />
      <Toaster theme={theme} position="bottom-right" closeButton />
    </ApolloProvider>
  );
}
