/** Something on this machine stands in the way: one sentence for a person, with the remedy. */
export class EmbeddedError extends Error {
  override readonly name = 'EmbeddedError';
}
