import { AppError } from '../app-error.ts';
import { hasNul } from '../database/nul.ts';

/** Where the first U+0000 is in an argument; undefined where there is none. */
function placeOfNul(value: unknown, place: string): string | undefined {
  if (typeof value === 'string') return hasNul(value) ? place : undefined;
  if (typeof value !== 'object' || value === null || value instanceof Date) return undefined;
  for (const [name, inner] of Object.entries(value)) {
    const found = placeOfNul(inner, place === '' ? name : `${place}.${name}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Refuses an argument with U+0000 anywhere in it, for all operations at one place. Throws BAD_USER_INPUT. */
export function refuseNul(argument: unknown): void {
  const place = placeOfNul(argument, '');
  if (place === undefined) return;
  const where = place === '' ? 'The argument' : `"${place}"`;
  throw new AppError(
    'BAD_USER_INPUT',
    `${where} holds the character U+0000, which can not be stored. Remove it.`,
  );
}
