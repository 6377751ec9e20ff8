import type { Admin, Consumer, EachBatchPayload } from 'kafkajs';
import { perTopicAssigner } from './assigner.ts';
import type { KafkaClient } from './client.ts';
import { describeKafkaError, MissingTopicError } from './errors.ts';
import { keepRunning, type KeptRunning } from './keep-running.ts';
import { checkPosition } from './positions.ts';
import { toRecord, type ConsumedRecord } from './record.ts';
import { retryPassing } from './retry-passing.ts';

export interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

export interface RecordBatch extends TopicPartition {
  readonly records: readonly ConsumedRecord[];
  /** To be called during long work: tells the group that this member lives. Throws when the group rebalances. */
  heartbeat(): Promise<void>;
  /** False from the moment the consumer stops or loses its place: work that can't finish soon gives up. */
  isActive(): boolean;
}

export interface LostRange extends TopicPartition {
  readonly from: string;
  readonly to: string;
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

/**
 * Reads topics as a member of a consumer group, one batch at a time, at least once: the offset of a batch is committed
 * after `onBatch` has resolved, at most 100 ms later, and when the consumer stops. A batch that throws is read again.
 */
export async function createBatchConsumer(
  { kafka, log }: KafkaClient,
  options: BatchConsumerOptions,
): Promise<BatchConsumer> {
  const { groupId, topics, onBatch, onPositionLost } = options;
  const maxBytes = options.maxFetchBytes ?? DEFAULT_FETCH_BYTES;
  const consumer: Consumer = kafka.consumer({
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
    retry: {
      initialRetryTime: 100,
      maxRetryTime: 2_000,
      retries: 5,
      restartOnFailure: () => Promise.resolve(true),
    },
  });
  const admin: Admin = kafka.admin();

  const nameOf = (topic: string, partition: number): string => `${topic}/${partition}`;
  /** Next due offsets of the assigned partitions; filled for each generation of the group. */
  let positions = Promise.resolve(new Map<string, bigint>());
  const uncommitted = new Map<string, { topic: string; partition: number; offset: string }>();
  let commits = Promise.resolve();
  let stopping = false;
  let working = Promise.resolve();

  function commit(): Promise<void> {
    const offsets = [...uncommitted.values()];
    uncommitted.clear();
    if (offsets.length === 0) return commits;
    commits = commits
      .then(() => consumer.commitOffsets(offsets))
      .catch((error: unknown) => {
        // The group moved on; whoever owns the partition now reads from the last commit: at least once.
        log.warn({ groupId, reason: describeKafkaError(error) }, 'offsets not committed');
      });
    return commits;
  }

  /** Committed offsets of the group, by partition. */
  async function fetchCommitted(of: readonly string[]): Promise<Map<string, string>> {
    const committed = await retryPassing(() => admin.fetchOffsets({ groupId, topics: [...of] }));
    return new Map(
      committed.flatMap(({ topic, partitions }) =>
        partitions
          // Below 0: none. kafkajs itself commits -2 when it finds its position gone, before we can look.
          .filter(({ offset }) => !offset.startsWith('-'))
          .map(({ partition, offset }) => [nameOf(topic, partition), offset] as const),
      ),
    );
  }

  async function loadPositions(assigned: readonly TopicPartition[]): Promise<Map<string, bigint>> {
    const due = new Map<string, bigint>();
    const starts: { topic: string; partition: number; offset: string }[] = [];
    const committed = await fetchCommitted([...new Set(assigned.map(({ topic }) => topic))]);
    for (const { topic, partition } of assigned) {
      const name = nameOf(topic, partition);
      const known = committed.get(name) ?? committedBefore.get(name);
      const offset = known ?? options.startOffset(topic, partition);
      if (offset !== undefined) due.set(name, BigInt(offset));
      if (known === undefined && offset !== undefined) starts.push({ topic, partition, offset });
    }
    if (starts.length > 0) await consumer.commitOffsets(starts);
    return due;
  }

  /** False where the batch does not count: reading goes on elsewhere. */
  async function isInPosition(topic: string, partition: number, first: bigint): Promise<boolean> {
    const due = (await positions).get(nameOf(topic, partition));
    if (due === undefined || due === first) return true;
    const held = (await admin.fetchTopicOffsets(topic)).find((entry) => entry.partition === partition);
    const low = BigInt(held?.low ?? 0);
    const high = BigInt(held?.high ?? 0);
    const check = checkPosition({ due, first, low, high });
    if (check.kind === 'ahead') {
      consumer.seek({ topic, partition, offset: String(check.offset) });
      return false;
    }
    if (check.kind === 'lost') {
      onPositionLost({ topic, partition, from: String(check.from), to: String(check.to) });
    }
    return true;
  }

  async function eachBatch({ batch, heartbeat, isRunning, isStale }: EachBatchPayload): Promise<void> {
    const { topic, partition } = batch;
    const first = batch.messages[0];
    if (stopping || first === undefined) return;
    if (!(await isInPosition(topic, partition, BigInt(first.offset)))) return;
    const isActive = (): boolean => !stopping && isRunning() && !isStale();
    working = onBatch({ topic, partition, records: batch.messages.map(toRecord), heartbeat, isActive });
    await working;
    const next = BigInt(batch.lastOffset()) + 1n;
    (await positions).set(nameOf(topic, partition), next);
    uncommitted.set(nameOf(topic, partition), { topic, partition, offset: String(next) });
    await heartbeat();
  }

  consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
    const assigned = Object.entries(payload.memberAssignment).flatMap(([topic, partitions]) =>
      partitions.map((partition) => ({ topic, partition })),
    );
    uncommitted.clear();
    positions = loadPositions(assigned);
    // Whoever awaits `positions` sees the failure, and the batch is read again after a restart.
    positions.catch((error: unknown) => {
      options.onTrouble(describeKafkaError(error));
    });
    options.onAssigned(assigned);
  });
  consumer.on(consumer.events.REBALANCING, () => void commit());

  const committedBefore = new Map<string, string>();

  async function begin(): Promise<KeptRunning> {
    const existing = new Set(await admin.listTopics());
    const missing = topics.filter((topic) => !existing.has(topic));
    if (missing.length > 0) throw new MissingTopicError(missing);
    for (const [name, offset] of await fetchCommitted(topics)) committedBefore.set(name, offset);
    await consumer.subscribe({ topics: [...topics], fromBeginning: true });
    return keepRunning(consumer, () => consumer.run({ autoCommit: false, eachBatch }), options.onTrouble);
  }

  await admin.connect();
  let running: KeptRunning;
  try {
    running = await begin();
  } catch (error) {
    await Promise.allSettled([consumer.disconnect(), admin.disconnect()]);
    throw error;
  }
  const timer = setInterval(() => void commit(), COMMIT_INTERVAL_MS);

  return {
    async stop() {
      stopping = true;
      await Promise.allSettled([working]);
      clearInterval(timer);
      await commit();
      await running.stop();
      await admin.disconnect();
    },
  };
}
