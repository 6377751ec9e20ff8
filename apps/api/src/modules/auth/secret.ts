import { createHash, randomBytes } from 'node:crypto';

/** Lets people and secret scanners know an API token when they see one. */
export const API_TOKEN_PREFIX = 'sluice_';

/** 256 random bits as base64url, which is more than anybody guesses: a plain SHA-256 of it is kept, without salt. */
export function newSecret(prefix = ''): string {
  return `${prefix}${randomBytes(32).toString('base64url')}`;
}

/** What is kept of a secret. */
export function secretHash(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
