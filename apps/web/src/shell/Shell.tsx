import { useQuery } from '@apollo/client/react';
import { lazy, Suspense, useSyncExternalStore } from 'react';
import { Navigate, Outlet, useLocation, useNavigation } from 'react-router';
import { failureOf } from '../graphql/failure.ts';
import { MeDocument } from '../graphql/generated/graphql.ts';
import { sessionStore } from '../graphql/session-store.ts';
import { ConnectionChip } from '../live/ConnectionChip.tsx';
import { LiveProvider, type LiveParts } from '../live/LiveProvider.tsx';
import { Logo } from '../ui/Logo.tsx';
import { ErrorState } from '../ui/states.tsx';
import { RailNav } from './RailNav.tsx';
import { ThemeSwitch } from './ThemeSwitch.tsx';
import { UserMenu } from './UserMenu.tsx';

/** Brings the form library with it, which the shell itself has no use for. */
const SessionExpired = lazy(async () => ({
  default: (await import('../features/auth/SessionExpired.tsx')).SessionExpired,
}));

const TemporaryPasswordPage = lazy(async () => ({
  default: (await import('../features/auth/TemporaryPasswordPage.tsx')).TemporaryPasswordPage,
}));

/** Asks who we are; only then does anything else start. */
export function Shell({ liveParts }: { readonly liveParts: LiveParts }) {
  const { data, error, refetch } = useQuery(MeDocument, { fetchPolicy: 'cache-first' });
  const { pathname, search } = useLocation();
  const { state } = useNavigation();
  const isExpired = useSyncExternalStore(sessionStore.subscribe, sessionStore.isExpired);

  if (data === undefined && error !== undefined) {
    const failure = failureOf(error);
    if (failure.code === 'UNAUTHENTICATED') {
      const wanted = pathname + search;
      return (
        <Navigate to={wanted === '/' ? '/login' : `/login?next=${encodeURIComponent(wanted)}`} replace />
      );
    }
    return (
      <main className="mx-auto max-w-xl pt-24">
        <h1 className="flex items-center gap-2 px-4 text-lg font-semibold">
          <Logo className="size-7" /> Sluice
        </h1>
        <ErrorState title="Sluice cannot be shown" failure={failure} onRetry={() => void refetch()} />
      </main>
    );
  }
  if (data === undefined) {
    return (
      <div role="status" className="flex h-dvh items-center justify-center gap-3 text-muted">
        <Logo className="size-7 animate-pulse" /> Loading Sluice
      </div>
    );
  }
  if (data.me.mustChangePassword) {
    return (
      <Suspense>
        <TemporaryPasswordPage email={data.me.email} />
      </Suspense>
    );
  }
  return (
    <LiveProvider parts={liveParts}>
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-panel focus:px-3 focus:py-2"
      >
        Skip to content
      </a>
      <div className="flex min-h-dvh flex-col sm:flex-row">
        <RailNav />
        <div className="flex min-w-0 flex-1 flex-col">
          <header className="sticky top-0 z-20 flex h-12 items-center gap-2 border-b border-line bg-bg/90 px-4 backdrop-blur">
            <span className="flex items-center gap-2 font-semibold sm:hidden">
              <Logo className="size-6" /> Sluice
            </span>
            <div className="ml-auto flex items-center gap-1.5">
              <ConnectionChip />
              <ThemeSwitch />
              <UserMenu user={data.me} />
            </div>
          </header>
          <main
            id="content"
            tabIndex={-1}
            aria-busy={state === 'loading'}
            className="min-w-0 flex-1 pb-16 outline-none sm:pb-0"
          >
            <Outlet />
          </main>
        </div>
      </div>
      {isExpired && (
        <Suspense>
          <SessionExpired user={data.me} />
        </Suspense>
      )}
    </LiveProvider>
  );
}
