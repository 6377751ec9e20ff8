import { createBrowserRouter, type RouteObject } from 'react-router';
import type { LiveParts } from './live/LiveProvider.tsx';
import { NotFoundPage } from './shell/NotFoundPage.tsx';
import { PageFallback } from './shell/PageFallback.tsx';
import { RouteError } from './shell/RouteError.tsx';
import { Shell } from './shell/Shell.tsx';

const pages: RouteObject[] = [
  {
    index: true,
    lazy: async () => ({ Component: (await import('./features/overview/OverviewPage.tsx')).OverviewPage }),
  },
  {
    path: 'pipelines',
    lazy: async () => ({ Component: (await import('./features/pipelines/PipelinesPage.tsx')).PipelinesPage }),
    children: [
      {
        path: 'new',
        lazy: async () => ({
          Component: (await import('./features/pipelines/PipelineEditor.tsx')).PipelineEditor,
        }),
      },
      {
        path: ':id/edit',
        lazy: async () => ({
          Component: (await import('./features/pipelines/PipelineEditor.tsx')).PipelineEditor,
        }),
      },
    ],
  },
  {
    path: 'rules',
    lazy: async () => ({ Component: (await import('./features/rules/RulesPage.tsx')).RulesPage }),
  },
  {
    path: 'rules/:id',
    lazy: async () => ({ Component: (await import('./features/rules/RulePage.tsx')).RulePage }),
  },
  {
    path: 'password',
    lazy: async () => ({ Component: (await import('./features/auth/PasswordPage.tsx')).PasswordPage }),
  },
  {
    path: 'api',
    lazy: async () => ({
      Component: (await import('./features/api-explorer/ApiExplorerPage.tsx')).ApiExplorerPage,
    }),
  },
  { path: '*', Component: NotFoundPage },
];

export function createRouter(liveParts: LiveParts) {
  return createBrowserRouter([
    {
      path: '/login',
      ErrorBoundary: RouteError,
      HydrateFallback: PageFallback,
      lazy: async () => ({ Component: (await import('./features/auth/LoginPage.tsx')).LoginPage }),
    },
    {
      path: '/',
      element: <Shell liveParts={liveParts} />,
      ErrorBoundary: RouteError,
      HydrateFallback: PageFallback,
      // An error in a page leaves the rail and the connection chip standing.
      children: [{ ErrorBoundary: RouteError, children: pages }],
    },
  ]);
}
