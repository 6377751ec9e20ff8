/** A bug of ours: the program is in a state that its author ruled out. Never caught below an application's main. */
export class InvariantError extends Error {
  override readonly name = 'InvariantError';
}

/** Crashes with `message` unless `condition` holds. For our own bugs, never for input. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new InvariantError(message);
}

/** Closes a switch over a union: a new member that is not handled fails to compile. */
export function assertNever(value: never): never {
  throw new InvariantError(`unexpected value ${JSON.stringify(value)}`);
}
