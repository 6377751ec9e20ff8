import type { IncomingMessage } from 'node:http';

export const SESSION_COOKIE = 'sluice_session';

/** A cookie's value by name; undefined where it is absent. RFC 6265 §4.2. */
function cookieValue(header: string | undefined, name: string): string | undefined {
  for (const pair of header?.split(';') ?? []) {
    const [key, value] = pair.trim().split('=', 2);
    if (key === name) return value;
  }
  return undefined;
}

/** The session token of a request: from `Authorization: Bearer`, else from the cookie. */
export function requestToken({ headers }: IncomingMessage): string | undefined {
  const bearer = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1];
  return bearer ?? cookieValue(headers.cookie, SESSION_COOKIE);
}
