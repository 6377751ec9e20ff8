import { AppError } from '../../app-error.ts';
import { isCommonPassword } from './common-passwords.ts';
import type { BreachedPasswords } from './breached/breached-passwords.ts';
import { MAX_PASSWORD_CHARS, MIN_PASSWORD_CHARS, passwordLength } from './password.ts';

/**
 * What is wrong with a new password; undefined where it will do. After NIST SP 800-63B: length, what is guessed first,
 * what others know of the user. No rule on kinds of characters.
 */
function faultOf(password: string, email: string): string | undefined {
  const length = passwordLength(password);
  if (length < MIN_PASSWORD_CHARS || length > MAX_PASSWORD_CHARS)
    return `has ${length} characters; ${MIN_PASSWORD_CHARS} to ${MAX_PASSWORD_CHARS} are needed`;
  if (isCommonPassword(password)) return 'is among those that are guessed first';
  const lower = password.toLowerCase();
  const [name = ''] = email.split('@');
  if (lower === email || lower.replaceAll(name, '').length < MIN_PASSWORD_CHARS / 2)
    return 'is mostly your e-mail address';
  return undefined;
}

/** Throws BAD_USER_INPUT with what is wrong. */
export async function checkNewPassword(
  password: string,
  email: string,
  breached: Pick<BreachedPasswords, 'holds'> | undefined,
): Promise<void> {
  const isBreached = async (): Promise<boolean> => (await breached?.holds(password)) ?? false;
  const fault = faultOf(password, email) ?? ((await isBreached()) ? 'is known from a breach' : undefined);
  if (fault !== undefined)
    throw new AppError('BAD_USER_INPUT', `The new password ${fault}. A few words in a row will do.`);
}
