import { setTimeout as sleep } from 'node:timers/promises';
import type { TopicSpecification } from '@sluice/contracts';
import { remembered } from '@sluice/runtime';
import type { Admin } from 'kafkajs';
import { readBrokerVersions } from './broker-versions.ts';
import type { KafkaClient } from './client.ts';
import { protocolErrorType } from './errors.ts';
import { readLogSizes } from './log-sizes.ts';
import { createManyOffsets } from './many-offsets.ts';
import { retryPassing } from './retry-passing.ts';

export interface PartitionOffsets {
  readonly partition: number;
  /** First offset that Kafka holds. */
  readonly low: bigint;
  /** The offset after the last. */
  readonly high: bigint;
}

export type OnTopicTrouble = (topic: string, error: unknown) => void;

export interface TopicAdmin {
  /** Creates what is missing; leaves what exists as it is. */
  ensureTopics(topics: readonly TopicSpecification[]): Promise<void>;
  /** False where a topic of this name exists already. */
  createTopic(topic: TopicSpecification): Promise<boolean>;
  listTopics(): Promise<readonly string[]>;
  /** As {@link readBrokerVersions}; at most a minute old. */
  brokerVersions(): Promise<readonly string[]>;
  /** As {@link readLogSizes}; at most ten seconds old. */
  logSizes(): Promise<ReadonlyMap<string, number> | undefined>;
  /** By partition; undefined where the topic does not exist. */
  offsets(topic: string): Promise<readonly PartitionOffsets[] | undefined>;
  /**
   * Of many topics, in a few requests to each broker; topics that do not exist are left out. What hinders one topic alone
   * is told, and that topic left out; without `onTrouble` it is thrown.
   */
  manyOffsets(
    topics: readonly string[],
    onTrouble?: OnTopicTrouble,
  ): Promise<Map<string, readonly PartitionOffsets[]>>;
  /** By partition, the first offset whose record is of this time (ms since 1970) or later; where none is, the one after the last. */
  offsetsAt(topic: string, timestampMs: number): Promise<Map<number, bigint>>;
  /** Committed offsets by topic and partition; partitions without one are left out. */
  committed(groupId: string, topics: readonly string[]): Promise<Map<string, Map<number, bigint>>>;
  close(): Promise<void>;
}

/** Controllers tell brokers of a new topic within milliseconds, busy ones within seconds. */
const SHOWN_WITHIN_MS = 10_000;
const SHOWN_WAIT_MS = 50;
/** Brokers change their release seldom. */
const VERSIONS_KEPT_MS = 60_000;
/** Brokers look at every partition that they have. */
const SIZES_KEPT_MS = 10_000;
/** Topics that one question names: 100 topics of 100 partitions make a request of some 200 KiB. */
const TOPICS_PER_QUESTION = 100;

/** Opens an admin client; kafkajs leaves its sockets open where connecting fails half-way. */
async function openAdmin({ kafka }: KafkaClient): Promise<Admin> {
  const admin = kafka.admin({ retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 4 } });
  try {
    await admin.connect();
    return admin;
  } catch (error) {
    await admin.disconnect();
    throw error;
  }
}

const isUnknownTopic = (error: unknown): boolean => protocolErrorType(error) === 'UNKNOWN_TOPIC_OR_PARTITION';

export async function createTopicAdmin(client: KafkaClient): Promise<TopicAdmin> {
  let admin = await openAdmin(client);
  const many = createManyOffsets(client);

  /** kafkajs never forgets a topic it was asked about: once it is deleted, every later question fails. */
  async function replace(broken: Admin): Promise<void> {
    const fresh = await openAdmin(client);
    if (admin !== broken) return fresh.disconnect();
    admin = fresh;
    await broken.disconnect();
  }

  async function ask<T>(question: (admin: Admin) => Promise<T>): Promise<T> {
    const asked = admin;
    try {
      return await question(asked);
    } catch (error) {
      if (!isUnknownTopic(error)) throw error;
      await replace(asked);
      return question(admin);
    }
  }

  async function create({ topic, partitions, config }: TopicSpecification): Promise<boolean> {
    const isCreated = await ask((asked) =>
      asked.createTopics({
        // It would take a broker that does not know the topic yet for an error, and asking again finds it made.
        waitForLeaders: false,
        topics: [
          {
            topic,
            numPartitions: partitions,
            replicationFactor: -1,
            configEntries: Object.entries(config).map(([name, value]) => ({ name, value })),
          },
        ],
      }),
    );
    if (isCreated) await untilShown(topic);
    return isCreated;
  }

  /** Until the brokers that answer know a new topic and who leads its partitions. */
  async function untilShown(topic: string): Promise<void> {
    const endMs = performance.now() + SHOWN_WITHIN_MS;
    while ((await offsets(topic)) === undefined && performance.now() < endMs) await sleep(SHOWN_WAIT_MS);
  }

  async function offsets(topic: string): Promise<readonly PartitionOffsets[] | undefined> {
    try {
      const found = await ask((asked) => retryPassing(() => asked.fetchTopicOffsets(topic)));
      return found
        .map(({ partition, low, high }) => ({ partition, low: BigInt(low), high: BigInt(high) }))
        .sort((left, right) => left.partition - right.partition);
    } catch (error) {
      if (isUnknownTopic(error)) return undefined;
      throw error;
    }
  }

  /** One topic that is gone, or moves to another broker, spoils the answer for all: it is found by halving. */
  async function someOffsets(
    topics: readonly string[],
    onTrouble?: OnTopicTrouble,
  ): Promise<[string, readonly PartitionOffsets[]][]> {
    const found = await many.read(topics);
    if (found !== undefined) return [...found];
    const [first] = topics;
    if (topics.length === 1 && first !== undefined) return offsetsOfOne(first, onTrouble);
    const half = topics.length >> 1;
    return [
      ...(await someOffsets(topics.slice(0, half), onTrouble)),
      ...(await someOffsets(topics.slice(half), onTrouble)),
    ];
  }

  async function offsetsOfOne(
    topic: string,
    onTrouble?: OnTopicTrouble,
  ): Promise<[string, readonly PartitionOffsets[]][]> {
    try {
      const partitions = await offsets(topic);
      return partitions === undefined ? [] : [[topic, partitions]];
    } catch (error) {
      if (onTrouble === undefined) throw error;
      onTrouble(topic, error);
      return [];
    }
  }

  return {
    async ensureTopics(topics) {
      const existing = new Set(await ask((asked) => asked.listTopics()));
      for (const topic of topics) if (!existing.has(topic.topic)) await create(topic);
    },
    createTopic: create,
    listTopics: () => ask((asked) => asked.listTopics()),
    brokerVersions: remembered(
      VERSIONS_KEPT_MS,
      () => performance.now(),
      () => readBrokerVersions(client),
    ),
    logSizes: remembered(
      SIZES_KEPT_MS,
      () => performance.now(),
      () => readLogSizes(client),
    ),
    offsets,
    async manyOffsets(topics, onTrouble) {
      const found = new Map<string, readonly PartitionOffsets[]>();
      for (let start = 0; start < topics.length; start += TOPICS_PER_QUESTION) {
        const some = topics.slice(start, start + TOPICS_PER_QUESTION);
        for (const [topic, partitions] of await someOffsets(some, onTrouble)) found.set(topic, partitions);
      }
      return found;
    },
    async offsetsAt(topic, timestampMs) {
      const offsets = await ask((asked) =>
        retryPassing(() => asked.fetchTopicOffsetsByTimestamp(topic, timestampMs)),
      );
      return new Map(offsets.map(({ partition, offset }) => [partition, BigInt(offset)]));
    },
    async committed(groupId, topics) {
      const offsets = await ask((asked) =>
        retryPassing(() => asked.fetchOffsets({ groupId, topics: [...topics] })),
      );
      return new Map(
        offsets.map(({ topic, partitions }) => [
          topic,
          new Map(
            partitions
              .filter(({ offset }) => !offset.startsWith('-'))
              .map(({ partition, offset }) => [partition, BigInt(offset)]),
          ),
        ]),
      );
    },
    async close() {
      await many.close();
      await admin.disconnect();
    },
  };
}
