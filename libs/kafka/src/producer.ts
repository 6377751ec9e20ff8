import kafkajs, { type Message, type PartitionerArgs, type ProducerBatch } from 'kafkajs';
import type { KafkaClient } from './client.ts';
import { writeError } from './errors.ts';
import type { RecordToSend } from './record.ts';

/**
 * Kafka's limit of 1 MiB (`max.message.bytes`) counts a whole record batch, and one request carries one batch a
 * partition: requests stay below it, so that only a record that is too large by itself is refused.
 */
const MAX_REQUEST_BYTES = 700 * 1024;
const RECORD_OVERHEAD_BYTES = 100;

export interface Producer {
  /**
   * Writes records in order with `acks=all` by an idempotent producer; resolves when every in-sync replica has all.
   * Throws RecordRefusedError where Kafka will never take one of them, else the last error after some retries;
   * a part may then have been written. A producer that has thrown is out of step with the broker: close it, open another.
   */
  send(records: readonly RecordToSend[]): Promise<void>;
  /** Writes all records or none, as seen by readers of committed records. Needs a `transactionalId`. */
  sendInTransaction(records: readonly RecordToSend[]): Promise<void>;
  close(): Promise<void>;
}

export interface ProducerOptions {
  /** One live producer per id: a newer one fences the older. */
  readonly transactionalId?: string;
}

export function recordBytes({ key, value, headers = {} }: RecordToSend): number {
  let bytes = RECORD_OVERHEAD_BYTES + (key?.length ?? 0);
  bytes += typeof value === 'string' ? Buffer.byteLength(value) : (value?.length ?? 0);
  for (const [name, header] of Object.entries(headers)) bytes += name.length + (header?.length ?? 0);
  return bytes;
}

/** Runs of records, in order, each below `maxBytes` unless it is a single record. */
export function splitBySize(
  records: readonly RecordToSend[],
  maxBytes: number = MAX_REQUEST_BYTES,
): RecordToSend[][] {
  const runs: RecordToSend[][] = [];
  let run: RecordToSend[] = [];
  let bytes = 0;
  for (const record of records) {
    const size = recordBytes(record);
    if (run.length > 0 && bytes + size > maxBytes) {
      runs.push(run);
      run = [];
      bytes = 0;
    }
    run.push(record);
    bytes += size;
  }
  if (run.length > 0) runs.push(run);
  return runs;
}

function toBatch(records: readonly RecordToSend[]): ProducerBatch {
  const byTopic = new Map<string, Message[]>();
  for (const { topic, key, value, headers, timestampMs } of records) {
    const messages = byTopic.get(topic) ?? [];
    byTopic.set(topic, messages);
    messages.push({
      key,
      value,
      ...(headers === undefined ? {} : { headers }),
      ...(timestampMs === undefined ? {} : { timestamp: String(timestampMs) }),
    });
  }
  return { acks: -1, topicMessages: [...byTopic].map(([topic, messages]) => ({ topic, messages })) };
}

/**
 * kafkajs's partitioner, but a record keeps its partition when it is sent again: dealt anew, it would go out under a
 * sequence number that its new partition has seen, and the broker would drop it as a duplicate.
 */
function createSteadyPartitioner() {
  const choose = kafkajs.Partitioners.DefaultPartitioner();
  const chosen = new WeakMap<Message, number>();
  return (args: PartitionerArgs): number => {
    const partition = chosen.get(args.message) ?? choose(args);
    chosen.set(args.message, partition);
    return partition;
  };
}

export async function createProducer(
  { kafka }: KafkaClient,
  { transactionalId }: ProducerOptions = {},
): Promise<Producer> {
  const producer = kafka.producer({
    idempotent: true,
    allowAutoTopicCreation: false,
    createPartitioner: createSteadyPartitioner,
    metadataMaxAge: 30_000,
    retry: { initialRetryTime: 50, maxRetryTime: 1_000, retries: 5 },
    ...(transactionalId === undefined ? {} : { transactionalId, maxInFlightRequests: 1 }),
  });
  try {
    await producer.connect();
    // An empty transaction fences the producers of this id that came before.
    if (transactionalId !== undefined) await (await producer.transaction()).abort();
  } catch (error) {
    await producer.disconnect();
    throw error;
  }

  return {
    async send(records) {
      try {
        for (const run of splitBySize(records)) await producer.sendBatch(toBatch(run));
      } catch (error) {
        throw writeError(error);
      }
    },
    async sendInTransaction(records) {
      const transaction = await producer.transaction();
      try {
        for (const run of splitBySize(records)) await transaction.sendBatch(toBatch(run));
        await transaction.commit();
      } catch (error) {
        if (transaction.isActive()) await transaction.abort();
        throw writeError(error);
      }
    },
    close: () => producer.disconnect(),
  };
}
