import { useMutation } from '@apollo/client/react';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { LoginDocument, type LoginMutation } from '../../graphql/generated/graphql.ts';
import { Button } from '../../ui/Button.tsx';
import { Field, inputStyle } from '../../ui/Field.tsx';
import { FormError } from './FormError.tsx';
import { loginForm, type LoginForm as Values } from './login-form.ts';
import { PasswordInput } from './PasswordInput.tsx';

interface LoginFormProps {
  readonly initialEmail?: string;
  readonly onLogin: (user: LoginMutation['login']['user']) => void;
}

/** Logs in by cookie: the token in the answer is for scripts and is not even asked for. */
export function LoginForm({ initialEmail = '', onLogin }: LoginFormProps) {
  const [logIn, { error, loading }] = useMutation(LoginDocument);
  const { register, handleSubmit, formState, setFocus } = useForm<Values>({
    resolver: zodResolver(loginForm),
    defaultValues: { email: initialEmail, password: '' },
  });
  const submit = handleSubmit(async (input) => {
    try {
      const { data } = await logIn({ variables: { input } });
      if (data !== undefined) onLogin(data.login.user);
    } catch {
      // Shown from `error`, below.
      setFocus('password', { shouldSelect: true });
    }
  });
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
      {error !== undefined && <FormError error={error} />}
      <Field label="Email" error={formState.errors.email?.message}>
        {(control) => (
          <input
            {...control}
            {...register('email')}
            type="email"
            autoComplete="username"
            spellCheck={false}
            className={inputStyle}
          />
        )}
      </Field>
      <Field label="Password" error={formState.errors.password?.message}>
        {(control) => (
          <PasswordInput {...control} {...register('password')} autoComplete="current-password" />
        )}
      </Field>
      <Button type="submit" tone="primary" busy={loading} className="mt-1 h-9">
        Log in
      </Button>
    </form>
  );
}
