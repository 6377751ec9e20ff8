import { randomUUID } from 'node:crypto';
import type { Logger } from '@sluice/runtime';
import { Router, type CookieOptions, type Request } from 'express';
import { z } from 'zod';
import { AppError } from '../app-error.ts';
import { actorOf } from '../graphql/context.ts';
import { pendingLogin, SINGLE_SIGN_ON_PATH, type SingleSignOn } from '../modules/auth/index.ts';
import { cookieValue, setSessionCookies } from './session-cookies.ts';

const PENDING_COOKIE = 'sluice_oidc';
const PENDING_MS = 10 * 60 * 1000;
const MAX_NEXT_CHARS = 500;

const pendingCookie = pendingLogin.extend({ next: z.string() });

interface SingleSignOnOptions {
  readonly singleSignOn: SingleSignOn;
  readonly isCookieSecure: boolean;
  readonly log: Logger;
}

/** Only paths of the dashboard: a link must not carry people elsewhere. */
function safePath(next: unknown): string {
  const isPath = typeof next === 'string' && /^\/(?![/\\])[^\\\p{Cc}]*$/u.test(next);
  return isPath && next.length <= MAX_NEXT_CHARS ? next : '/';
}

function readPending(request: Request): z.output<typeof pendingCookie> | undefined {
  const value = cookieValue(request.headers.cookie, PENDING_COOKIE) ?? '';
  try {
    return pendingCookie.parse(JSON.parse(Buffer.from(value, 'base64url').toString()));
  } catch {
    return undefined;
  }
}

const clientOf = (request: Request) => ({
  address: request.ip ?? '',
  userAgent: request.get('user-agent') ?? '',
});

/**
 * `GET /session/oidc?next=…` sends the browser to the issuer, `GET /session/oidc/callback` takes it back. What fails ends
 * on the login page, which names the reason.
 */
export function singleSignOnRoutes({ singleSignOn, isCookieSecure, log }: SingleSignOnOptions): Router {
  const router = Router();
  // The issuer's redirect comes from another site, which a strict cookie would not survive.
  const attributes: CookieOptions = {
    httpOnly: true,
    sameSite: 'lax',
    secure: isCookieSecure,
    path: SINGLE_SIGN_ON_PATH,
  };
  const backToLogin = (reason: string): string => `/login?refused=${encodeURIComponent(reason)}`;

  router.get('/', async (request, response) => {
    response.set('cache-control', 'no-store');
    try {
      const { url, pending } = await singleSignOn.begin();
      const kept = JSON.stringify({ ...pending, next: safePath(request.query['next']) });
      const value = Buffer.from(kept).toString('base64url');
      response.cookie(PENDING_COOKIE, value, { ...attributes, maxAge: PENDING_MS }).redirect(url.href);
    } catch (error) {
      log.warn({ err: error }, 'issuer not reached');
      response.redirect(backToLogin('UNAVAILABLE'));
    }
  });

  router.get('/callback', async (request, response) => {
    response.set('cache-control', 'no-store').clearCookie(PENDING_COOKIE, attributes);
    const pending = readPending(request);
    if (pending === undefined) {
      response.redirect(backToLogin('NOT_CONFIRMED'));
      return;
    }
    const client = clientOf(request);
    const actor = actorOf(undefined, { address: client.address, requestId: randomUUID() });
    const at = request.originalUrl.indexOf('?');
    const query = at < 0 ? '' : request.originalUrl.slice(at);
    try {
      setSessionCookies(response, isCookieSecure, await singleSignOn.finish(actor, query, pending, client));
      response.redirect(pending.next);
    } catch (error) {
      log.warn({ err: error }, 'single sign-on refused');
      const reason = error instanceof AppError ? error.details['reason'] : undefined;
      response.redirect(backToLogin(typeof reason === 'string' ? reason : 'UNAVAILABLE'));
    }
  });
  return router;
}
