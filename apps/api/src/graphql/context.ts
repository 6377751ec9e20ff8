import { AppError } from '../app-error.ts';
import type { Actor } from '../modules/audit/index.ts';
import type { Principal, SessionTokens, TopicAccess } from '../modules/auth/index.ts';
import type { Loaders } from './loaders.ts';

/** What a resolver knows of the request it answers. */
export interface Context {
  /** undefined: nobody is logged in. */
  readonly principal: Principal | undefined;
  /** What the caller may see and change. */
  readonly topics: TopicAccess;
  /** The caller as the audit log knows them. */
  readonly actor: Actor;
  /** IP address of the caller. */
  readonly address: string;
  /** As the caller names itself; empty where it does not. */
  readonly userAgent: string;
  readonly requestId: string;
  readonly loaders: Loaders;
  /** Sets or clears the session's cookies; does nothing over WebSocket. */
  setSessionCookies(tokens: SessionTokens | undefined): void;
}

/** What the audit log is told of a caller. */
export function actorOf(
  principal: Principal | undefined,
  { address, requestId }: Pick<Context, 'address' | 'requestId'>,
): Actor {
  return { userId: principal?.userId ?? null, name: nameOf(principal), address, requestId };
}

function nameOf(principal: Principal | undefined): string {
  if (principal === undefined) return 'nobody';
  const { email, apiToken } = principal;
  return apiToken === null ? email : `${email} by the API token "${apiToken.name}"`;
}

/** The caller of an operation that is not public. */
export function callerOf({ principal }: Context): Principal {
  if (principal === undefined) throw new AppError('UNAUTHENTICATED', 'Log in first.');
  return principal;
}
