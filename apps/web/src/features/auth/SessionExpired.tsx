import { useApolloClient } from '@apollo/client/react';
import type { MeQuery } from '../../graphql/generated/graphql.ts';
import { sessionStore } from '../../graphql/session-store.ts';
import { useLiveParts } from '../../live/LiveProvider.tsx';
import { Overlay } from '../../ui/Overlay.tsx';
import { LoginForm } from './LoginForm.tsx';
import { SingleSignOn } from './SingleSignOn.tsx';

/** Asks for the password above the page, so that what was typed there is still there afterwards. */
export function SessionExpired({ user }: { readonly user: MeQuery['me'] }) {
  const client = useApolloClient();
  const { live } = useLiveParts();
  return (
    <Overlay
      title="Your session has ended"
      description="Log in again to go on. What you have typed on this page is kept."
      placement="centre"
      width="max-w-sm"
      isForced
      onClose={() => undefined}
    >
      <div className="p-5">
        <LoginForm
          initialEmail={user.email}
          onLogin={(next) => {
            sessionStore.renew();
            if (next.id !== user.id) window.location.assign('/');
            void client.refetchQueries({ include: 'active' });
            void live.refresh();
          }}
        />
        <SingleSignOn next={window.location.pathname + window.location.search} />
      </div>
    </Overlay>
  );
}
