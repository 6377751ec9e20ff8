import { QueryFailedError } from 'typeorm';

/** SQLSTATE: data exception, integrity constraint violation, program limit exceeded. */
const CLASSES = /^(22|23|54)/;

/** Whether Postgres will never take these values, however often they are sent. */
export function isDataError(error: unknown): boolean {
  if (!(error instanceof QueryFailedError)) return false;
  const { driverError } = error as QueryFailedError<Error & { readonly code?: unknown }>;
  return typeof driverError.code === 'string' && CLASSES.test(driverError.code);
}
