import type { Request, RequestHandler } from 'express';
import type { AuthService, Principal } from '../modules/auth/index.ts';
import { requestToken } from './session-cookies.ts';

/** A request whose caller is known, if there is one. */
export interface WithPrincipal extends Request {
  principal?: Principal;
}

/** Finds out who calls. Goes on where nobody is logged in. */
export function identify(auth: AuthService): RequestHandler {
  return async (request: WithPrincipal, _response, next) => {
    const token = requestToken(request);
    const principal = token === undefined ? undefined : await auth.authenticate(token);
    if (principal !== undefined) request.principal = principal;
    next();
  };
}
