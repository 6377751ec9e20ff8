/** Names of Sluice's own topics. `prefix` separates deployments that share a Kafka cluster; the default is `sluice`. */
export interface TopicNames {
  readonly config: string;
  readonly metrics: string;
  readonly workers: string;
  readonly detections: string;
  readonly shadowMatches: string;
  readonly deadLetters: string;
}

export const DEFAULT_TOPIC_PREFIX = 'sluice';

export function topicNames(prefix: string = DEFAULT_TOPIC_PREFIX): TopicNames {
  return {
    config: `${prefix}.config`,
    metrics: `${prefix}.metrics`,
    workers: `${prefix}.workers`,
    detections: `${prefix}.detections`,
    shadowMatches: `${prefix}.shadow-matches`,
    deadLetters: `${prefix}.dead-letters`,
  };
}

/** The consumer group in which the workers share a pipeline's events; its committed offsets are the pipeline's position. */
export function pipelineGroup(prefix: string, pipelineId: string): string {
  return `${prefix}.pipeline.${pipelineId}`;
}

/** Sluice's and Kafka's own topics are neither source nor destination of a pipeline. */
export function isReservedTopic(topic: string, prefix: string = DEFAULT_TOPIC_PREFIX): boolean {
  return topic.startsWith(`${prefix}.`) || topic.startsWith('__');
}

/** What Kafka allows as the name of a topic (`org.apache.kafka.common.internals.Topic`). */
export function isLegalTopicName(topic: string): boolean {
  return /^[a-zA-Z0-9._-]{1,249}$/.test(topic) && topic !== '.' && topic !== '..';
}

export interface TopicSpecification {
  readonly topic: string;
  readonly partitions: number;
  /** Topic configuration by Kafka's own names. */
  readonly config: Readonly<Record<string, string>>;
}

const LARGE_MESSAGE_BYTES = String(16 * 1024 * 1024);
const SEVEN_DAYS_MS = String(7 * 24 * 3600 * 1000);

/** How each of Sluice's topics is created where it is missing (design §5). */
export function topicSpecifications(prefix: string = DEFAULT_TOPIC_PREFIX): readonly TopicSpecification[] {
  const names = topicNames(prefix);
  const kept = { 'cleanup.policy': 'delete', 'retention.ms': SEVEN_DAYS_MS };
  return [
    {
      topic: names.config,
      partitions: 1,
      config: { 'cleanup.policy': 'compact', 'max.message.bytes': LARGE_MESSAGE_BYTES },
    },
    { topic: names.metrics, partitions: 1, config: kept },
    {
      topic: names.workers,
      partitions: 1,
      config: { 'cleanup.policy': 'compact,delete', 'retention.ms': SEVEN_DAYS_MS },
    },
    { topic: names.detections, partitions: 3, config: kept },
    { topic: names.shadowMatches, partitions: 1, config: kept },
    {
      topic: names.deadLetters,
      partitions: 3,
      // The time of the source record stands in a header: a broker may refuse a timestamp that is far from its own.
      config: {
        ...kept,
        'max.message.bytes': LARGE_MESSAGE_BYTES,
        'message.timestamp.type': 'LogAppendTime',
      },
    },
  ];
}
