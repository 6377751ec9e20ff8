import type { Consumer, EachBatchPayload } from 'kafkajs';
import type { KafkaClient } from './client.ts';
import { keepRunning } from './keep-running.ts';
import { toRecord, type ConsumedRecord } from './record.ts';

export interface LogReaderOptions {
  /** Unique to this reader: it shares its topic with nobody. Kafka drops the empty group by itself. */
  readonly groupId: string;
  readonly topic: string;
  /** The first record: the oldest, or the first one of this time (ms since 1970) or later. */
  readonly from: 'beginning' | { readonly timestampMs: number };
  /** Called with records in order, per partition, before the reader counts them as read. */
  readonly onRecords: (records: readonly ConsumedRecord[]) => void | Promise<void>;
  /** A sentence when reading is interrupted, undefined when it goes on. */
  readonly onTrouble: (reason: string | undefined) => void;
}

export interface LogReader {
  /** Resolves when everything that the topic held at the start has been handed over. */
  readonly caughtUp: Promise<void>;
  stop(): Promise<void>;
}

/** Reads a whole topic from one process, without committing: each start begins anew. Sees committed records only. */
export async function startLogReader({ kafka }: KafkaClient, options: LogReaderOptions): Promise<LogReader> {
  const { groupId, topic, from, onRecords, onTrouble } = options;
  const consumer: Consumer = kafka.consumer({
    groupId,
    allowAutoTopicCreation: false,
    minBytes: 1,
    maxWaitTimeInMs: 500,
    sessionTimeout: 10_000,
    heartbeatInterval: 2_000,
    maxBytesPerPartition: 4 * 1024 * 1024,
    metadataMaxAge: 60_000,
    retry: {
      initialRetryTime: 100,
      maxRetryTime: 2_000,
      retries: 5,
      restartOnFailure: () => Promise.resolve(true),
    },
  });
  const admin = kafka.admin();
  await admin.connect();
  const ends = await admin.fetchTopicOffsets(topic);
  const starts =
    from === 'beginning' ? undefined : await admin.fetchTopicOffsetsByTimestamp(topic, from.timestampMs);
  await admin.disconnect();

  /** Partitions that still have records to read from before the start: partition → offset to reach. */
  const behind = new Map<number, bigint>();
  /** Partition → the next offset to hand over; where reading goes on after every interruption. */
  const next = new Map<number, bigint>();
  for (const { partition, low, high } of ends) {
    const start = BigInt(starts?.find((entry) => entry.partition === partition)?.offset ?? low);
    next.set(partition, start);
    if (start < BigInt(high)) behind.set(partition, BigInt(high));
  }

  const { promise: caughtUp, resolve: resolveCaughtUp } = Promise.withResolvers<void>();
  if (behind.size === 0) resolveCaughtUp();

  consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
    onTrouble(undefined);
    for (const partition of payload.memberAssignment[topic] ?? []) {
      const offset = next.get(partition);
      if (offset !== undefined) consumer.seek({ topic, partition, offset: String(offset) });
    }
  });
  function advance(partition: number, lastOffset: string): void {
    const reached = BigInt(lastOffset) + 1n;
    next.set(partition, reached);
    if (reached >= (behind.get(partition) ?? reached)) behind.delete(partition);
    if (behind.size === 0) resolveCaughtUp();
  }

  // Batches that hold nothing but transaction markers never reach `eachBatch`.
  consumer.on(consumer.events.END_BATCH_PROCESS, ({ payload }) => {
    if (payload.batchSize === 0) advance(payload.partition, payload.lastOffset);
  });

  async function eachBatch({ batch, isStale }: EachBatchPayload): Promise<void> {
    if (isStale()) return;
    const due = next.get(batch.partition) ?? 0n;
    const fresh = batch.messages.filter(({ offset }) => BigInt(offset) >= due);
    if (fresh.length > 0) await onRecords(fresh.map(toRecord));
    advance(batch.partition, batch.lastOffset());
  }

  await consumer.subscribe({ topic, fromBeginning: true });
  const running = await keepRunning(
    consumer,
    () => consumer.run({ autoCommit: false, eachBatch }),
    onTrouble,
  );
  return { caughtUp, stop: () => running.stop() };
}
