import { useApolloClient } from '@apollo/client/react';
import { useNavigate, useSearchParams } from 'react-router';
import { MeDocument } from '../../graphql/generated/graphql.ts';
import { sessionStore } from '../../graphql/session-store.ts';
import { useTitle } from '../../ui/useTitle.ts';
import { AuthPanel } from './AuthPanel.tsx';
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
    <AuthPanel note="First start? The administrator’s password was printed once, when Sluice started for the first time.">
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
    </AuthPanel>
  );
}
