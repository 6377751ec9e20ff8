import { Button } from '../../ui/Button.tsx';
import { useTitle } from '../../ui/useTitle.ts';
import { AuthPanel } from './AuthPanel.tsx';
import { ChangePasswordForm } from './ChangePasswordForm.tsx';
import { useLogOut } from './use-log-out.ts';

/** In place of everything, until somebody whose password another person has set has one of their own. */
export function TemporaryPasswordPage({ email }: { readonly email: string }) {
  useTitle('Choose a password');
  const logOut = useLogOut();
  return (
    <AuthPanel>
      <h2 className="text-[15px] font-semibold">Choose a password of your own</h2>
      <p className="mt-1 mb-4 text-[13px] text-muted">
        The one of {email} was set by an administrator. Nothing can be done before it is changed.
      </p>
      <ChangePasswordForm onChange={() => undefined} />
      <Button tone="ghost" className="mt-3 h-9 w-full" onClick={() => void logOut()}>
        Log out
      </Button>
    </AuthPanel>
  );
}
