import { AppError } from '../app-error.ts';

/** The one that is given. Throws BAD_USER_INPUT that names all where it is none, or more than one. */
export function oneOf<T>(given: Readonly<Record<string, T | undefined>>): T {
  const values = Object.values(given).filter((value) => value !== undefined);
  const [value] = values;
  if (value !== undefined && values.length === 1) return value;
  const names = Object.keys(given).map((name) => `"${name}"`);
  throw new AppError('BAD_USER_INPUT', `Give one of ${names.join(', ')}, and only one.`);
}
