import { useApolloClient } from '@apollo/client/react';
import { useNavigate, useSearchParams } from 'react-router';
import { MeDocument } from '../../graphql/generated/graphql.ts';
import { sessionStore } from '../../graphql/session-store.ts';
import { Logo } from '../../ui/Logo.tsx';
import { useTitle } from '../../ui/useTitle.ts';
import { refusalSentence, safeReturnPath } from './login-form.ts';
import { LoginForm } from './LoginForm.tsx';
import { SingleSignOn } from './SingleSignOn.tsx';

export function LoginPage() {
  useTitle('Log in');
  const client = useApolloClient();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const next = safeReturnPath(params.get('next'));
  const refusal = refusalSentence(params.get('refused'));
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center bg-bg px-4 py-12">
      <div className="w-full max-w-sm">
        <div className="mb-8 flex items-center gap-3">
          <Logo className="size-9" />
          <div>
            <h1 className="text-xl leading-tight font-semibold tracking-tight">Sluice</h1>
            <p className="text-[13px] text-muted">Threats found in the stream</p>
          </div>
        </div>
        <div className="rounded-xl border border-line bg-panel p-6">
          {next !== '/' && (
            <p className="mb-4 text-[13px] text-muted">Log in to go on to the page that you asked for.</p>
          )}
          {refusal !== null && (
            <p
              role="alert"
              className="mb-4 rounded-md border border-bad/40 bg-bad-soft px-3 py-2 text-[13px] text-bad"
            >
              {refusal}
            </p>
          )}
          <LoginForm
            onLogin={(user) => {
              sessionStore.renew();
              client.writeQuery({ query: MeDocument, data: { me: user } });
              void navigate(next, { replace: true });
            }}
          />
          <SingleSignOn next={next} />
        </div>
        <p className="mt-5 text-xs text-muted">
          First start? The administrator&rsquo;s password was printed once, when Sluice started for the first
          time.
        </p>
      </div>
    </main>
  );
}
