/** A run can't go on for a reason that people should read. The message holds no secret. */
export class SyncError extends Error {
  override readonly name = 'SyncError';
  /** The host asks not to come back before. */
  readonly retryAt: Date | undefined;
  constructor(message: string, options: ErrorOptions & { readonly retryAt?: Date } = {}) {
    super(message, options);
    this.retryAt = options.retryAt;
  }
}
