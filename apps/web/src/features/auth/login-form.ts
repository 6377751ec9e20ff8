import { z } from 'zod';

export const loginForm = z.object({
  email: z.email('Enter the email address of your account.'),
  password: z.string().min(1, 'Enter your password.'),
});
export type LoginForm = z.infer<typeof loginForm>;

/** Where to go after login. Only paths of this app: a link must not carry people elsewhere. */
export function safeReturnPath(next: string | null): string {
  if (next === null || !next.startsWith('/') || next.startsWith('//') || next.includes('\\')) return '/';
  return next.startsWith('/login') ? '/' : next;
}
