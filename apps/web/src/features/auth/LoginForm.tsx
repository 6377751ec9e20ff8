import { useMutation } from '@apollo/client/react';
import { zodResolver } from '@hookform/resolvers/zod';
import { CircleAlert, Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { failureOf } from '../../graphql/failure.ts';
import { LoginDocument, type LoginMutation } from '../../graphql/generated/graphql.ts';
import { Button } from '../../ui/Button.tsx';
import { Field, inputStyle } from '../../ui/Field.tsx';
import { loginForm, type LoginForm as Values } from './login-form.ts';

interface LoginFormProps {
  readonly initialEmail?: string;
  readonly onLogin: (user: LoginMutation['login']['user']) => void;
}

/** Logs in by cookie: the token in the answer is for scripts and is not even asked for. */
export function LoginForm({ initialEmail = '', onLogin }: LoginFormProps) {
  const [isShown, setIsShown] = useState(false);
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
      {error !== undefined && (
        <p
          role="alert"
          className="flex gap-2 rounded-md border border-bad/40 bg-bad-soft px-3 py-2 text-[13px] text-bad"
        >
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {failureOf(error).message}
        </p>
      )}
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
          <div className="relative">
            <input
              {...control}
              {...register('password')}
              type={isShown ? 'text' : 'password'}
              autoComplete="current-password"
              className={`${inputStyle} pr-10`}
            />
            <button
              type="button"
              aria-pressed={isShown}
              aria-label="Show password"
              onClick={() => {
                setIsShown(!isShown);
              }}
              className="absolute inset-y-0 right-0 flex w-9 items-center justify-center text-muted hover:text-fg"
            >
              {isShown ? <EyeOff aria-hidden className="size-4" /> : <Eye aria-hidden className="size-4" />}
            </button>
          </div>
        )}
      </Field>
      <Button type="submit" tone="primary" busy={loading} className="mt-1 h-9">
        Log in
      </Button>
    </form>
  );
}
