/** The events can't be read, or not to their end. */
export class EventInputError extends Error {
  override readonly name = 'EventInputError';
}
