import type { IHeaders, KafkaMessage } from 'kafkajs';

export type RecordHeaders = IHeaders;

/** A record as read. `offset` is a decimal string: Kafka's offsets are 64 bits wide. */
export interface ConsumedRecord {
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: RecordHeaders;
  readonly offset: string;
  /** ms since 1970: set by the producer, or by the broker where the topic says LogAppendTime. */
  readonly timestampMs: number;
}

/** A record to write. Without a key the partition is chosen by the client. */
export interface RecordToSend {
  readonly topic: string;
  readonly key: Buffer | string | null;
  /** null is a tombstone. */
  readonly value: Buffer | string | null;
  readonly headers?: RecordHeaders;
  readonly timestampMs?: number;
}

/** From the client's own shape. */
export function toRecord({ key, value, headers, offset, timestamp }: KafkaMessage): ConsumedRecord {
  return { key, value, headers: headers ?? {}, offset, timestampMs: Number(timestamp) };
}
