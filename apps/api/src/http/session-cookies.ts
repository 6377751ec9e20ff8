import type { IncomingMessage } from 'node:http';
import type { CookieOptions, Response } from 'express';
import type { SessionTokens } from '../modules/auth/index.ts';

const ACCESS_COOKIE = 'sluice_session';
const REFRESH_COOKIE = 'sluice_refresh';
/** The refresh cookie is sent to no other path. */
export const REFRESH_PATH = '/session/refresh';

/** A cookie's value by name; undefined where it is absent. RFC 6265 §4.2. */
export function cookieValue(header: string | undefined, name: string): string | undefined {
  for (const pair of header?.split(';') ?? []) {
    const [key, value] = pair.trim().split('=', 2);
    if (key === name) return value;
  }
  return undefined;
}

/** The access or API token of a request: from `Authorization: Bearer`, else from the cookie. */
export function requestToken({ headers }: IncomingMessage): string | undefined {
  const bearer = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1];
  return bearer ?? cookieValue(headers.cookie, ACCESS_COOKIE);
}

export function requestRefreshToken({ headers }: IncomingMessage): string | undefined {
  return cookieValue(headers.cookie, REFRESH_COOKIE);
}

/** Gives the tokens to a browser as cookies that no script can read, or takes them away. */
export function setSessionCookies(
  response: Response,
  isSecure: boolean,
  tokens: SessionTokens | undefined,
): void {
  const attributes: CookieOptions = { httpOnly: true, sameSite: 'strict', secure: isSecure };
  const forAll = { ...attributes, path: '/' };
  const forRefresh = { ...attributes, path: REFRESH_PATH };
  if (tokens === undefined) {
    response.clearCookie(ACCESS_COOKIE, forAll);
    response.clearCookie(REFRESH_COOKIE, forRefresh);
    return;
  }
  response.cookie(ACCESS_COOKIE, tokens.token, { ...forAll, expires: tokens.expiresAt });
  response.cookie(REFRESH_COOKIE, tokens.refreshToken, { ...forRefresh, expires: tokens.endsAt });
}
