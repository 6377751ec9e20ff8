/** Something that the caller of the benchmark can set right; the message says what and how. */
export class BenchError extends Error {
  override readonly name = 'BenchError';
}
