import { AppError } from '../../app-error.ts';
import type { Access } from './access.ts';
import type { Principal } from './principal.ts';
import { holdsScope, type Scope } from './scope.ts';

/** What an API token with these scopes lacks; undefined where it may call. */
function refusalOfToken(given: readonly Scope[], [first, ...more]: Access['token']): string | undefined {
  if (first === 'ANY_TOKEN') return undefined;
  if (first === 'PEOPLE_ONLY') return 'is not for API tokens. Log in.';
  const missing = [first, ...more].filter((scope) => !holdsScope(given, scope));
  if (missing.length === 0) return undefined;
  return `needs an API token with the scope ${missing.join(' and ')}. Create another token.`;
}

/** Lets a caller do `what`, or throws UNAUTHENTICATED or FORBIDDEN. */
export function checkAccess(
  principal: Principal | undefined,
  { roles, token, isForNewcomers }: Access,
  what: string,
): asserts principal is Principal {
  if (principal === undefined) throw new AppError('UNAUTHENTICATED', 'Log in first.');
  const { role, apiToken, mustChangePassword } = principal;
  if (!roles.includes(role)) {
    const message = `"${what}" needs the role ${roles.join(' or ')}; you have ${role}. Ask an administrator.`;
    throw new AppError('FORBIDDEN', message);
  }
  const refusal = apiToken === null ? undefined : refusalOfToken(apiToken.scopes, token);
  if (refusal !== undefined) throw new AppError('FORBIDDEN', `"${what}" ${refusal}`);
  if (mustChangePassword && !isForNewcomers) {
    const message = 'Your password is temporary. Change it first, by the mutation "changePassword".';
    throw new AppError('FORBIDDEN', message, { mustChangePassword: true });
  }
}

/** Lets a caller read what any of `ways` leads to. Only an API token is limited: throws FORBIDDEN. */
export function checkScopes(principal: Principal | undefined, ways: readonly Access[], what: string): void {
  const { apiToken } = principal ?? {};
  if (apiToken === null || apiToken === undefined) return;
  const refusals = ways.map(({ token }) => refusalOfToken(apiToken.scopes, token));
  if (refusals.includes(undefined)) return;
  throw new AppError('FORBIDDEN', `"${what}" ${refusals.join(' Or: it ')}`);
}
