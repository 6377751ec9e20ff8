/** The platform gave no answer that helps. The message is for people, and holds no secret. */
export class SocPrimeError extends Error {
  override readonly name = 'SocPrimeError';
  /** The platform asks not to come back before. */
  readonly retryAt: Date | undefined;
  /** The API key or what was asked for is refused: to ask again does not help. */
  readonly isRefusal: boolean;
  constructor(
    message: string,
    options: ErrorOptions & { readonly retryAt?: Date; readonly isRefusal?: boolean } = {},
  ) {
    super(message, options);
    this.retryAt = options.retryAt;
    this.isRefusal = options.isRefusal ?? false;
  }
}
