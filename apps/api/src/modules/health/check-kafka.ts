import { topicSpecifications } from '@sluice/contracts';
import { describeKafkaError, type TopicAdmin } from '@sluice/kafka';
import type { HealthCheck, Verdict } from './health-check.ts';

export interface KafkaParts {
  readonly admin: Pick<TopicAdmin, 'listTopics'>;
  readonly prefix: string;
  /** Why what this replica reads may be out of date. */
  readonly trouble: () => string | undefined;
}

export function checkKafka({ admin, prefix, trouble }: KafkaParts): HealthCheck {
  return {
    part: 'KAFKA',
    remedy: 'See whether Kafka runs, and whether KAFKA_BROKERS and its credentials are right.',
    async look() {
      const topics = await admin.listTopics().catch((cause: unknown) => {
        throw new Error(describeKafkaError(cause), { cause });
      });
      const own = topicSpecifications(prefix).map(({ topic }) => topic);
      return judgeKafka(topics, own, trouble());
    },
  };
}

export function judgeKafka(
  topics: readonly string[],
  own: readonly string[],
  trouble: string | undefined,
): Verdict {
  const known = new Set(topics);
  const missing = own.filter((topic) => !known.has(topic));
  if (missing.length > 0)
    return {
      ...{ status: 'DEGRADED', message: `Topics of Sluice are missing: ${missing.join(', ')}.` },
      remedy: 'Start the API again: it makes what is missing.',
    };
  if (trouble !== undefined)
    return {
      ...{ status: 'DEGRADED', message: `Numbers and workers may be out of date: ${trouble}.` },
      remedy: 'It is tried again by itself. If this lasts, see the log of the API.',
    };
  return { status: 'OK', message: `${topics.length} topics.` };
}
