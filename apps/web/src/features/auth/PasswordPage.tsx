import { useNavigate } from 'react-router';
import { toast } from 'sonner';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { useTitle } from '../../ui/useTitle.ts';
import { ChangePasswordForm } from './ChangePasswordForm.tsx';

export function PasswordPage() {
  useTitle('Change password');
  const navigate = useNavigate();
  return (
    <div className="flex flex-col gap-3 p-3 sm:p-4">
      <PageHeader title="Change password" />
      <div className="max-w-sm rounded-lg border border-line bg-panel p-6">
        <ChangePasswordForm
          onChange={() => {
            toast.success('Your password is changed', { description: 'Your other sessions have ended.' });
            void navigate('/');
          }}
        />
      </div>
    </div>
  );
}
