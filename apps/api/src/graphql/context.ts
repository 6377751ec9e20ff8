import type { Actor } from '../modules/audit/index.ts';
import type { Principal } from '../modules/auth/index.ts';
import type { Loaders } from './loaders.ts';

/** What a resolver knows of the request it answers. */
export interface Context {
  /** undefined: nobody is logged in. */
  readonly principal: Principal | undefined;
  /** The caller as the audit log knows them. */
  readonly actor: Actor;
  /** The session's token, to end it. */
  readonly token: string | undefined;
  /** IP address of the caller. */
  readonly address: string;
  readonly requestId: string;
  readonly loaders: Loaders;
  /** Sets or clears the session cookie; does nothing over WebSocket. */
  setSessionCookie(token: string | undefined, expiresAt?: Date): void;
}

/** What the audit log is told of a caller. */
export function actorOf(
  principal: Principal | undefined,
  { address, requestId }: Pick<Context, 'address' | 'requestId'>,
): Actor {
  return { userId: principal?.userId ?? null, name: principal?.email ?? 'nobody', address, requestId };
}
