import type { Consumer, EachBatchPayload } from 'kafkajs';
import type { KafkaClient } from './client.ts';
import { toRecord, type ConsumedRecord } from './record.ts';
import { retryPassing } from './retry-passing.ts';
import { runConsumer } from './run-consumer.ts';

export interface LogTailOptions {
  /** Unique to this reader. Kafka drops the empty group by itself. */
  readonly groupId: string;
  readonly topic: string;
  /** Records of a partition that are handed over at once: where more have come, the newest. */
  readonly maxRecords: number;
  /** A partition is fetched from once in this time. */
  readonly intervalMs: number;
  /** Called with records in order, and how many before or between them were left out: counted by offsets. */
  readonly onRecords: (records: readonly ConsumedRecord[], partition: number, leftOut: number) => void;
  /** A sentence when reading is interrupted, undefined when it goes on. */
  readonly onTrouble: (reason: string | undefined) => void;
}

export interface LogTail {
  stop(): Promise<void>;
}

/** Of one fetch from one partition, though a single larger record still comes. */
const MAX_FETCH_BYTES = 512 * 1024;

/**
 * Follows the end of a topic, whatever comes: what is behind by more than it hands over is skipped, not read, so that a topic
 * with a million records a second costs no more than one with a hundred. Commits nothing.
 */
export async function startLogTail(client: KafkaClient, options: LogTailOptions): Promise<LogTail> {
  const { groupId, topic, maxRecords, intervalMs, onRecords, onTrouble } = options;
  /** Partition → the next offset to hand over. */
  const next = await endOf(client, topic);
  const resuming = new Set<NodeJS.Timeout>();

  function waitFor(resume: () => void): void {
    const timer = setTimeout(() => {
      resuming.delete(timer);
      resume();
    }, intervalMs);
    resuming.add(timer);
  }

  function eachBatch(consumer: Consumer, { batch, isStale, pause }: EachBatchPayload): Promise<void> {
    if (isStale()) return Promise.resolve();
    const { partition } = batch;
    const due = next.get(partition) ?? 0n;
    const end = BigInt(batch.lastOffset()) + 1n;
    if (end <= due) return Promise.resolve();
    const fresh = batch.messages.filter(({ offset }) => BigInt(offset) >= due).slice(-maxRecords);
    const newest = BigInt(batch.highWatermark) - BigInt(maxRecords);
    const reached = newest > end ? newest : end;
    onRecords(fresh.map(toRecord), partition, Number(reached - due) - fresh.length);
    next.set(partition, reached);
    waitFor(pause());
    if (reached > end) consumer.seek({ topic, partition, offset: String(reached) });
    return Promise.resolve();
  }

  async function begin(consumer: Consumer): Promise<void> {
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
      onTrouble(undefined);
      for (const partition of payload.memberAssignment[topic] ?? []) {
        const offset = next.get(partition);
        if (offset !== undefined) consumer.seek({ topic, partition, offset: String(offset) });
      }
    });
    await consumer.subscribe({ topic, fromBeginning: true });
    await consumer.run({ autoCommit: false, eachBatch: (payload) => eachBatch(consumer, payload) });
  }

  const config = {
    ...{ groupId, allowAutoTopicCreation: false, minBytes: 1, maxWaitTimeInMs: 500 },
    ...{ sessionTimeout: 10_000, heartbeatInterval: 2_000, metadataMaxAge: 60_000 },
    maxBytesPerPartition: MAX_FETCH_BYTES,
  };
  const running = await runConsumer(client, config, { begin, onTrouble });
  return {
    async stop() {
      for (const timer of resuming) clearTimeout(timer);
      await running.stop();
    },
  };
}

async function endOf({ kafka }: KafkaClient, topic: string): Promise<Map<number, bigint>> {
  const admin = kafka.admin();
  try {
    await admin.connect();
    const held = await retryPassing(() => admin.fetchTopicOffsets(topic));
    return new Map(held.map(({ partition, high }) => [partition, BigInt(high)]));
  } finally {
    await admin.disconnect();
  }
}
