import { useApolloClient, useMutation } from '@apollo/client/react';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { ChangePasswordDocument, MeDocument } from '../../graphql/generated/graphql.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { FormError } from './FormError.tsx';
import { passwordForm, type PasswordForm } from './login-form.ts';
import { PasswordInput } from './PasswordInput.tsx';

/** Ends the other sessions; this browser gets another by cookie. */
export function ChangePasswordForm({ onChange }: { readonly onChange: () => void }) {
  const client = useApolloClient();
  const [change, { error, loading }] = useMutation(ChangePasswordDocument);
  const { register, handleSubmit, formState, setFocus } = useForm<PasswordForm>({
    resolver: zodResolver(passwordForm),
    defaultValues: { currentPassword: '', newPassword: '' },
  });
  const { errors } = formState;
  const submit = handleSubmit(async (input) => {
    try {
      const { data } = await change({ variables: { input } });
      if (data === undefined) return;
      client.writeQuery({ query: MeDocument, data: { me: data.changePassword.user } });
      onChange();
    } catch {
      // Shown from `error`, below.
      setFocus('newPassword', { shouldSelect: true });
    }
  });
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
      {error !== undefined && <FormError error={error} />}
      <Field label="Password so far" error={errors.currentPassword?.message}>
        {(control) => (
          <PasswordInput {...control} {...register('currentPassword')} autoComplete="current-password" />
        )}
      </Field>
      <Field
        label="New password"
        hint="12 characters or more. A few words in a row are easy to remember and hard to guess."
        error={errors.newPassword?.message}
      >
        {(control) => <PasswordInput {...control} {...register('newPassword')} autoComplete="new-password" />}
      </Field>
      <Button type="submit" tone="primary" busy={loading} className="mt-1 h-9">
        Change password
      </Button>
    </form>
  );
}
