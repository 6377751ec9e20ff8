/** The command was called with values that do not go. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
