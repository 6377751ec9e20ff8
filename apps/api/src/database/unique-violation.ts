import { QueryFailedError } from 'typeorm';

const UNIQUE_VIOLATION = '23505';

/** Whether Postgres refused a row because its key is taken. */
export function isUniqueViolation(error: unknown): boolean {
  if (!(error instanceof QueryFailedError)) return false;
  const driverError: unknown = error.driverError;
  return driverError instanceof Error && 'code' in driverError && driverError.code === UNIQUE_VIOLATION;
}

/** Gives a taken key its own error. */
export async function onUniqueViolation<T>(work: Promise<T>, toError: () => Error): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (isUniqueViolation(error)) throw toError();
    throw error;
  }
}
