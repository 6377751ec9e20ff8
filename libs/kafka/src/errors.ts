/** Kafka will never take this record: it is larger than the topic allows, or not valid for it. */
export class RecordRefusedError extends Error {
  override readonly name = 'RecordRefusedError';
  readonly type: string;
  constructor(type: string, cause: unknown) {
    super(`Kafka refused the record: ${type}`, { cause });
    this.type = type;
  }
}

/** Topics to read from are not there. */
export class MissingTopicError extends Error {
  override readonly name = 'MissingTopicError';
  constructor(topics: readonly string[]) {
    super(`Kafka has no topic ${topics.map((topic) => `"${topic}"`).join(', ')}`);
  }
}

const REFUSED = new Set([
  'MESSAGE_TOO_LARGE',
  'RECORD_LIST_TOO_LARGE',
  'INVALID_RECORD',
  'INVALID_TIMESTAMP',
]);

/** The name Kafka's protocol gives the error, through however many layers of wrapping; undefined for other errors. */
export function protocolErrorType(error: unknown): string | undefined {
  let current: unknown = error;
  for (let depth = 0; depth < 8 && current instanceof Error; depth++) {
    if ('type' in current && typeof current.type === 'string') return current.type;
    current = current.cause ?? ('originalError' in current ? current.originalError : undefined);
  }
  return undefined;
}

/** Sorts a failed write: {@link RecordRefusedError} where trying again can't help, else the error itself. */
export function writeError(error: unknown): Error {
  const type = protocolErrorType(error);
  if (type !== undefined && REFUSED.has(type)) return new RecordRefusedError(type, error);
  return error instanceof Error ? error : new Error('the write failed', { cause: error });
}

/** A sentence for people about an error of Kafka's. */
export function describeKafkaError(error: unknown): string {
  const type = protocolErrorType(error);
  const message = error instanceof Error ? error.message : String(error);
  return type === undefined || message.includes(type) ? message : `${message} (${type})`;
}
