import type { IncomingMessage } from 'node:http';

/**
 * Whether a browser's request comes from a page that may use the cookie. Scripts send no Origin and are let through:
 * they have no cookie that a page could ride on.
 */
export function isAllowedOrigin({ headers }: IncomingMessage, allowed: readonly string[]): boolean {
  const { origin, host } = headers;
  if (origin === undefined) return true;
  if (allowed.includes(origin)) return true;
  const forwarded = headers['x-forwarded-host'];
  try {
    return [host, forwarded].includes(new URL(origin).host);
  } catch {
    return false;
  }
}
