import type { TopicSpecification } from '@sluice/contracts';
import kafkajs from 'kafkajs';
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
  /** Committed offsets by topic and partition; partitions without one are left out. */
  committed(groupId: string, topics: readonly string[]): Promise<Map<string, Map<number, bigint>>>;
  /** Forgets a group's offsets; a group that is unknown or not empty stays as it is. */
  deleteGroup(groupId: string): Promise<void>;
  close(): Promise<void>;
}

export async function createTopicAdmin({ kafka }: KafkaClient): Promise<TopicAdmin> {
  const admin = kafka.admin({ retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 4 } });
  await admin.connect();

  async function create(topics: readonly TopicSpecification[]): Promise<boolean> {
    return admin.createTopics({
      waitForLeaders: true,
      topics: topics.map(({ topic, partitions, config }) => ({
        topic,
        numPartitions: partitions,
        replicationFactor: -1,
        configEntries: Object.entries(config).map(([name, value]) => ({ name, value })),
      })),
    });
  }

  return {
    async ensureTopics(topics) {
      const existing = new Set(await admin.listTopics());
      for (const topic of topics) if (!existing.has(topic.topic)) await create([topic]);
    },
    createTopic: (topic) => create([topic]),
    listTopics: () => admin.listTopics(),
    async offsets(topic) {
      try {
        const offsets = await admin.fetchTopicOffsets(topic);
        return offsets.map(({ partition, low, high }) => ({
          partition,
          low: BigInt(low),
          high: BigInt(high),
        }));
      } catch (error) {
        if (protocolErrorType(error) === 'UNKNOWN_TOPIC_OR_PARTITION') return undefined;
        throw error;
      }
    },
    async committed(groupId, topics) {
      const offsets = await retryPassing(() => admin.fetchOffsets({ groupId, topics: [...topics] }));
      return new Map(
        offsets.map(({ topic, partitions }) => [
          topic,
          new Map(
            partitions
              .filter(({ offset }) => offset !== '-1')
              .map(({ partition, offset }) => [partition, BigInt(offset)]),
          ),
        ]),
      );
    },
    async deleteGroup(groupId) {
      try {
        await admin.deleteGroups([groupId]);
      } catch (error) {
        if (!(error instanceof kafkajs.KafkaJSDeleteGroupsError)) throw error;
      }
    },
    close: () => admin.disconnect(),
  };
}
