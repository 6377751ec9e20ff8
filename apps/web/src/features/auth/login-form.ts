import { z } from '../../ui/form-schema.ts';

export const loginForm = z.object({
  email: z.email('Enter the email address of your account.'),
  password: z.string().min(1, 'Enter your password.'),
});
export type LoginForm = z.infer<typeof loginForm>;

/** What the API asks of a password besides, it says itself. */
export const passwordForm = z
  .object({
    currentPassword: z.string().min(1, 'Enter the password that you have.'),
    newPassword: z.string().min(12, 'A password has at least 12 characters.'),
  })
  .refine(({ currentPassword, newPassword }) => currentPassword !== newPassword, {
    path: ['newPassword'],
    message: 'Choose another than the one you have.',
  });
export type PasswordForm = z.infer<typeof passwordForm>;

/** Where to go after login. Only paths of this app: a link must not carry people elsewhere. */
export function safeReturnPath(next: string | null): string {
  if (next === null || !next.startsWith('/') || next.startsWith('//') || next.includes('\\')) return '/';
  return next.startsWith('/login') ? '/' : next;
}

const refusals: Readonly<Record<string, string>> = {
  NOT_CONFIRMED: 'Who you are was not confirmed. Try again.',
  NO_ROLE: 'None of your groups has a role in Sluice. Ask an administrator.',
  NO_EMAIL: 'Your account has no email address, which the first login needs.',
  EMAIL_TAKEN: 'Another user of Sluice has your email address. Ask an administrator.',
  INACTIVE: 'Your user is not active. Ask an administrator.',
};

/** Why single sign-on led back to the login page, as a sentence; null where it did not. */
export function refusalSentence(reason: string | null): string | null {
  if (reason === null) return null;
  return (
    (Object.hasOwn(refusals, reason) ? refusals[reason] : undefined) ??
    'The login could not be done just now. Try again, or ask an administrator.'
  );
}
