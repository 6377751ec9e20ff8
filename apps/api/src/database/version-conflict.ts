import { AppError } from '../app-error.ts';

/** The object was changed since the version that was edited. */
export function changedMeanwhile(what: string, currentVersion?: number): AppError {
  const message = `The ${what} was changed by somebody else since you opened it. Load it again and repeat your change.`;
  return new AppError('CONFLICT', message, currentVersion === undefined ? {} : { currentVersion });
}
