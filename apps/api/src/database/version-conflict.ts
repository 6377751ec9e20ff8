import { AppError } from '../app-error.ts';

/** An object as it is now: its version, and what people may change of it. */
export type CurrentState = Readonly<Record<string, unknown>> & { readonly version: number };

/** The object was changed since the version that was edited. `current`, without secrets, goes with the error where it is at hand. */
export function changedMeanwhile(what: string, current?: CurrentState): AppError {
  const message = `The ${what} was changed by somebody else since you opened it. Load it again and repeat your change.`;
  return new AppError('CONFLICT', message, current && { currentVersion: current.version, current });
}
