import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** NIST SP 800-63B asks for 8 at least; 15 where it is the only factor. */
export const MIN_PASSWORD_CHARS = 12;
/** Most characters of a password; more is refused before any work is done for it. */
export const MAX_PASSWORD_CHARS = 128;

/** The same characters typed on another keyboard are the same password: NIST SP 800-63B §3.1.1.2. */
const normalized = (password: string): string => password.normalize('NFKC');

export function passwordLength(password: string): number {
  return [...normalized(password)].length;
}

/** argon2id, with a salt of its own. */
export function hashPassword(password: string): Promise<string> {
  return hash(normalized(password));
}

/** 120 random bits, 20 characters. */
export function newPassword(): string {
  return randomBytes(15).toString('base64url');
}

/** Verified where there is no user, so that the answer takes as long. */
const nobodysHash = hash(newPassword());

export async function isPassword(
  password: string,
  passwordHash: string | null | undefined,
): Promise<boolean> {
  if (password.length > 2 * MAX_PASSWORD_CHARS) return false;
  return (
    (await verify(passwordHash ?? (await nobodysHash), normalized(password))) &&
    typeof passwordHash === 'string'
  );
}
