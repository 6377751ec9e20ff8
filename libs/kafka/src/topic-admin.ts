import type { TopicSpecification } from '@sluice/contracts';
import type { Admin } from 'kafkajs';
import type { KafkaClient } from './client.ts';
import { protocolErrorType } from './errors.ts';
import { retryPassing } from './retry-passing.ts';

export interface PartitionOffsets {
  readonly partition: number;
  /** First offset that Kafka holds. */
  readonly low: bigint;
  /** The offset after the last. */
  readonly high: bigint;
}

export interface TopicAdmin {
  /** Creates what is missing; leaves what exists as it is. */
  ensureTopics(topics: readonly TopicSpecification[]): Promise<void>;
  /** False where a topic of this name exists already. */
  createTopic(topic: TopicSpecification): Promise<boolean>;
  listTopics(): Promise<readonly string[]>;
  /** undefined where the topic does not exist. */
  offsets(topic: string): Promise<readonly PartitionOffsets[] | undefined>;
  /** By partition, the first offset whose record is of this time (ms since 1970) or later; where none is, the one after the last. */
  offsetsAt(topic: string, timestampMs: number): Promise<Map<number, bigint>>;
  /** Committed offsets by topic and partition; partitions without one are left out. */
  committed(groupId: string, topics: readonly string[]): Promise<Map<string, Map<number, bigint>>>;
  close(): Promise<void>;
}

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

  const create = ({ topic, partitions, config }: TopicSpecification): Promise<boolean> =>
    ask((asked) =>
      asked.createTopics({
        waitForLeaders: true,
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

  return {
    async ensureTopics(topics) {
      const existing = new Set(await ask((asked) => asked.listTopics()));
      for (const topic of topics) if (!existing.has(topic.topic)) await create(topic);
    },
    createTopic: create,
    listTopics: () => ask((asked) => asked.listTopics()),
    async offsets(topic) {
      try {
        const offsets = await ask((asked) => retryPassing(() => asked.fetchTopicOffsets(topic)));
        return offsets.map(({ partition, low, high }) => ({
          partition,
          low: BigInt(low),
          high: BigInt(high),
        }));
      } catch (error) {
        if (isUnknownTopic(error)) return undefined;
        throw error;
      }
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
    close: () => admin.disconnect(),
  };
}
