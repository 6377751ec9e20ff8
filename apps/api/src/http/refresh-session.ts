import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import { AppError } from '../app-error.ts';
import { actorOf } from '../graphql/context.ts';
import type { AuthService } from '../modules/auth/index.ts';
import { isAllowedOrigin } from './origin.ts';
import { requestRefreshToken, setSessionCookies } from './session-cookies.ts';

export interface RefreshOptions {
  readonly auth: AuthService;
  readonly allowedOrigins: readonly string[];
  readonly isCookieSecure: boolean;
}

/** A browser's refresh cookie is changed for the next one and for another access cookie. */
export function refreshSession({ auth, allowedOrigins, isCookieSecure }: RefreshOptions): RequestHandler {
  return async (request, response) => {
    if (!isAllowedOrigin(request, allowedOrigins))
      throw new AppError('FORBIDDEN', 'A page of another site can not refresh a session.');
    const refreshToken = requestRefreshToken(request);
    if (refreshToken === undefined) throw new AppError('UNAUTHENTICATED', 'There is no session. Log in.');
    const origin = { address: request.ip ?? '', requestId: randomUUID() };
    const tokens = await auth.refresh(actorOf(undefined, origin), refreshToken);
    setSessionCookies(response, isCookieSecure, tokens);
    response.set('cache-control', 'no-store').json({ expiresAt: tokens.expiresAt });
  };
}
