import type { Principal } from '../modules/auth/index.ts';
import type { Loaders } from './loaders.ts';

/** What a resolver knows of the request it answers. */
export interface Context {
  /** undefined: nobody is logged in. */
  readonly principal: Principal | undefined;
  /** The session's token, to end it. */
  readonly token: string | undefined;
  /** IP address of the caller. */
  readonly address: string;
  readonly requestId: string;
  readonly loaders: Loaders;
  /** Sets or clears the session cookie; does nothing over WebSocket. */
  setSessionCookie(token: string | undefined, expiresAt?: Date): void;
}
