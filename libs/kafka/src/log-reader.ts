import type { Consumer, EachBatchPayload } from 'kafkajs';
import type { KafkaClient } from './client.ts';
import { toRecord, type ConsumedRecord } from './record.ts';
import { retryPassing } from './retry-passing.ts';
import { runConsumer } from './run-consumer.ts';

export interface LogReaderOptions {
  /** Unique to this reader: it shares its topic with nobody. Kafka drops the empty group by itself. */
  readonly groupId: string;
  readonly topic: string;
  /**
   * The first record: the oldest, the first one of this time (ms since 1970) or later, so many before each partition's end,
   * or that of an offset, by partition; those that are not named are read from their end.
   */
  readonly from:
    | 'beginning'
    | { readonly timestampMs: number }
    | { readonly newest: number }
    | { readonly offsets: ReadonlyMap<number, bigint> };
  /** A partition of which so many records were handed over counts as read whole, and is read no further for now. */
  readonly enough?: number;
  /** Called with records in order, per partition, before the reader counts them as read. */
  readonly onRecords: (records: readonly ConsumedRecord[], partition: number) => void | Promise<void>;
  /** A sentence when reading is interrupted, undefined when it goes on. */
  readonly onTrouble: (reason: string | undefined) => void;
}

export interface LogReader {
  /** Resolves when everything that the topic held at the start has been handed over. */
  readonly caughtUp: Promise<void>;
  stop(): Promise<void>;
}

/** Reads a whole topic from one process, without committing: each start begins anew. Sees committed records only. */
export async function startLogReader(client: KafkaClient, options: LogReaderOptions): Promise<LogReader> {
  const { topic, onRecords, onTrouble, enough = Infinity } = options;
  const { starts, ends } = await offsetsToRead(client, options);
  /** Partition → the next offset to hand over; where reading goes on after every interruption. */
  const next = new Map(starts);
  /** Partitions that still have records to read from before the start: partition → offset to reach. */
  const behind = new Map(ends);
  const handedOver = new Map<number, number>();

  const { promise: caughtUp, resolve: resolveCaughtUp } = Promise.withResolvers<void>();

  function advance(partition: number, reached: bigint): void {
    next.set(partition, reached);
    if (reached >= (behind.get(partition) ?? reached)) behind.delete(partition);
    if (behind.size === 0) resolveCaughtUp();
  }
  for (const [partition, start] of starts) advance(partition, start);

  async function eachBatch({ batch, isStale, pause }: EachBatchPayload): Promise<void> {
    if (isStale()) return;
    const due = next.get(batch.partition) ?? 0n;
    const end = BigInt(batch.lastOffset()) + 1n;
    if (end <= due) return;
    const fresh = batch.messages.filter(({ offset }) => BigInt(offset) >= due);
    if (fresh.length > 0) await onRecords(fresh.map(toRecord), batch.partition);
    const count = (handedOver.get(batch.partition) ?? 0) + fresh.length;
    handedOver.set(batch.partition, count);
    if (count >= enough) {
      pause();
      behind.delete(batch.partition);
    }
    advance(batch.partition, end);
  }

  async function begin(consumer: Consumer): Promise<void> {
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
      onTrouble(undefined);
      for (const partition of payload.memberAssignment[topic] ?? []) {
        const offset = next.get(partition);
        if (offset !== undefined) consumer.seek({ topic, partition, offset: String(offset) });
      }
    });
    // Batches that hold nothing but transaction markers never reach `eachBatch`.
    consumer.on(consumer.events.END_BATCH_PROCESS, ({ payload }) => {
      if (payload.batchSize === 0) advance(payload.partition, BigInt(payload.lastOffset) + 1n);
    });
    await consumer.subscribe({ topic, fromBeginning: true });
    await consumer.run({ autoCommit: false, eachBatch });
  }

  const running = await runConsumer(client, consumerConfig(options.groupId), { begin, onTrouble });
  return { caughtUp, stop: () => running.stop() };
}

function consumerConfig(groupId: string) {
  return {
    groupId,
    allowAutoTopicCreation: false,
    minBytes: 1,
    maxWaitTimeInMs: 500,
    sessionTimeout: 10_000,
    heartbeatInterval: 2_000,
    maxBytesPerPartition: 4 * 1024 * 1024,
    metadataMaxAge: 60_000,
  };
}

/** By partition: the first offset to read, and the end of the log as it is now. */
async function offsetsToRead(
  { kafka }: KafkaClient,
  { topic, from }: LogReaderOptions,
): Promise<{ starts: Map<number, bigint>; ends: Map<number, bigint> }> {
  const admin = kafka.admin();
  try {
    await admin.connect();
    const held = await retryPassing(() => admin.fetchTopicOffsets(topic));
    const byTime =
      from !== 'beginning' && 'timestampMs' in from
        ? await retryPassing(() => admin.fetchTopicOffsetsByTimestamp(topic, from.timestampMs))
        : [];
    const startOf = (partition: number, low: bigint, high: bigint): bigint => {
      if (from === 'beginning') return low;
      if ('timestampMs' in from)
        return BigInt(byTime.find((entry) => entry.partition === partition)?.offset ?? low);
      const start = 'newest' in from ? high - BigInt(from.newest) : (from.offsets.get(partition) ?? high);
      if (start > high) return high;
      return start < low ? low : start;
    };
    return {
      starts: new Map(
        held.map(({ partition, low, high }) => [partition, startOf(partition, BigInt(low), BigInt(high))]),
      ),
      ends: new Map(held.map(({ partition, high }) => [partition, BigInt(high)])),
    };
  } finally {
    await admin.disconnect();
  }
}
