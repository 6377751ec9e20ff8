import type { Consumer, EachBatchPayload } from 'kafkajs';
import { perTopicAssigner } from './assigner.ts';
import type { KafkaClient } from './client.ts';
import { describeKafkaError, MissingTopicError } from './errors.ts';
import { createGroupPositions, type LostRange, type TopicPartition } from './group-positions.ts';
import { createOffsetCommitter } from './offset-committer.ts';
import { toRecord, type ConsumedRecord } from './record.ts';
import { runConsumer, type RunningConsumer } from './run-consumer.ts';

export interface RecordBatch extends TopicPartition {
  readonly records: readonly ConsumedRecord[];
  /** What follows from these first records is written: if the rest is given up, reading goes on behind them. */
  workedOff(records: readonly ConsumedRecord[]): void;
  /** To be called during long work: tells the group that this member lives. Throws when the group rebalances. */
  heartbeat(): Promise<void>;
  /** False from the moment the consumer stops or loses its place: work that can't finish soon gives up. */
  isActive(): boolean;
}

export interface BatchConsumerOptions {
  readonly groupId: string;
  readonly topics: readonly string[];
  /** First offset that counts where the group has committed none; undefined: the oldest that Kafka holds. */
  readonly startOffset: (topic: string, partition: number) => string | undefined;
  /**
   * Resolves when everything that follows from the batch is written: then, and only then, it is committed. Throws
   * where it gives up: the batch is read again.
   */
  readonly onBatch: (batch: RecordBatch) => Promise<void>;
  readonly onAssigned: (partitions: readonly TopicPartition[]) => void;
  readonly onPositionLost: (lost: LostRange) => void;
  /** The consumer broke and tries again by itself. `reason` is a sentence. */
  readonly onTrouble: (reason: string) => void;
  /** Bounds of one fetch, and so of the memory that a slow reader holds. A single larger record still comes. */
  readonly maxFetchBytes?: number;
}

export interface BatchConsumer {
  /** Finishes the batch in work, commits, leaves the group. */
  stop(): Promise<void>;
}

const COMMIT_INTERVAL_MS = 100;
const DEFAULT_FETCH_BYTES = 2 * 1024 * 1024;

function consumerConfig({ groupId, maxFetchBytes }: BatchConsumerOptions) {
  const maxBytes = maxFetchBytes ?? DEFAULT_FETCH_BYTES;
  return {
    groupId,
    allowAutoTopicCreation: false,
    partitionAssigners: [perTopicAssigner],
    sessionTimeout: 10_000,
    heartbeatInterval: 2_000,
    rebalanceTimeout: 30_000,
    minBytes: 1,
    maxBytes,
    maxBytesPerPartition: maxBytes,
    maxWaitTimeInMs: 500,
    metadataMaxAge: 30_000,
  };
}

/**
 * Reads topics as a member of a consumer group, one batch at a time, at least once: the offset of a batch is committed
 * after `onBatch` has resolved, at most 100 ms later, and when the consumer stops. A batch that throws is read again.
 */
export async function createBatchConsumer(
  client: KafkaClient,
  options: BatchConsumerOptions,
): Promise<BatchConsumer> {
  const { groupId, topics, onBatch, onTrouble } = options;
  const admin = client.kafka.admin();
  const { startOffset, onPositionLost: onLost } = options;
  const positions = createGroupPositions({ admin, groupId, startOffset, onLost });
  let running: RunningConsumer | undefined;
  let stopping = false;
  let working = Promise.resolve();

  const committer = createOffsetCommitter(
    async (offsets) => running?.current().commitOffsets(offsets),
    (error) => {
      // Where the group moved on, whoever owns the partition now reads from the last commit: at least once.
      client.log.warn({ groupId, reason: describeKafkaError(error) }, 'offsets not committed');
    },
  );

  function finish(batch: TopicPartition, lastOffset: string): void {
    const next = BigInt(lastOffset) + 1n;
    positions.advance(batch, next);
    committer.record({ ...batch, offset: String(next) });
  }

  async function eachBatch(consumer: Consumer, payload: EachBatchPayload): Promise<void> {
    const { batch, heartbeat, isRunning, isStale } = payload;
    const place = { topic: batch.topic, partition: batch.partition };
    const [first] = batch.messages;
    if (stopping || first === undefined) return;
    const placement = await positions.place(place, BigInt(first.offset));
    if (placement.kind === 'seek') {
      consumer.seek({ ...place, offset: placement.offset });
      return;
    }
    const isActive = (): boolean => !stopping && isRunning() && !isStale();
    const workedOff = (records: readonly ConsumedRecord[]): void => {
      const last = records.at(-1);
      if (last === undefined) return;
      payload.resolveOffset(last.offset);
      finish(place, last.offset);
    };
    working = onBatch({ ...place, records: batch.messages.map(toRecord), workedOff, heartbeat, isActive });
    await working;
    finish(place, batch.lastOffset());
    await heartbeat();
  }

  async function onJoin(assigned: readonly TopicPartition[]): Promise<void> {
    committer.beginGeneration();
    options.onAssigned(assigned);
    for (const start of await positions.load(assigned)) committer.record(start);
  }

  async function begin(consumer: Consumer): Promise<void> {
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
      const assigned = Object.entries(payload.memberAssignment).flatMap(([topic, partitions]) =>
        partitions.map((partition) => ({ topic, partition })),
      );
      onJoin(assigned).catch((error: unknown) => {
        onTrouble(describeKafkaError(error));
      });
    });
    consumer.on(consumer.events.REBALANCING, () => void committer.flush());
    // Batches that hold nothing but transaction markers never reach `eachBatch`.
    consumer.on(consumer.events.END_BATCH_PROCESS, ({ payload }) => {
      if (payload.batchSize === 0) finish(payload, payload.lastOffset);
    });
    await consumer.subscribe({ topics: [...topics], fromBeginning: true });
    await consumer.run({ autoCommit: false, eachBatch: (payload) => eachBatch(consumer, payload) });
  }

  try {
    await admin.connect();
    await requireTopics(admin, topics);
    await positions.learn(topics);
    running = await runConsumer(client, consumerConfig(options), { begin, onTrouble });
  } catch (error) {
    await admin.disconnect();
    throw error;
  }
  const timer = setInterval(() => void committer.flush(), COMMIT_INTERVAL_MS);

  return {
    async stop() {
      stopping = true;
      await Promise.allSettled([working]);
      clearInterval(timer);
      await committer.flush();
      await running.stop();
      await admin.disconnect();
    },
  };
}

/** kafkajs waits long for a topic that is not there; we say so at once. Throws {@link MissingTopicError}. */
async function requireTopics(
  admin: { listTopics(): Promise<string[]> },
  topics: readonly string[],
): Promise<void> {
  const existing = new Set(await admin.listTopics());
  const missing = topics.filter((topic) => !existing.has(topic));
  if (missing.length > 0) throw new MissingTopicError(missing);
}
