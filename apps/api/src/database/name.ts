import { AppError } from '../app-error.ts';

const MAX_NAME_CHARS = 100;

/** A name without the white space around it. Throws BAD_USER_INPUT where it is empty or too long. */
export function checkName(what: string, name: string): string {
  const trimmed = name.trim();
  if (trimmed !== '' && trimmed.length <= MAX_NAME_CHARS) return trimmed;
  throw new AppError('BAD_USER_INPUT', `A ${what}'s name has 1 to ${MAX_NAME_CHARS} characters.`);
}
