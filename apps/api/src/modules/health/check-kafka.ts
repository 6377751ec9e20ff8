import { topicSpecifications } from '@sluice/contracts';
import { describeKafkaError, type TopicAdmin } from '@sluice/kafka';
import { waitAtMost } from '../../wait-at-most.ts';
import type { HealthCheck, Verdict } from './health-check.ts';

/** A look may take 5 seconds in all. */
const MAX_VERSIONS_MS = 1_000;

export interface KafkaParts {
  readonly admin: Pick<TopicAdmin, 'listTopics' | 'brokerVersions'>;
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
      return judgeKafka({ topics, own, versions: await toldVersions(admin) }, trouble());
    },
  };
}

/** Those that are told in time: that they are not is no fault of Kafka's. */
async function toldVersions(admin: KafkaParts['admin']): Promise<readonly string[]> {
  let told: readonly string[] = [];
  const asked = admin.brokerVersions().then(
    (versions) => {
      told = versions;
    },
    () => undefined,
  );
  await waitAtMost(asked, MAX_VERSIONS_MS);
  return told;
}

export interface KafkaFacts {
  readonly topics: readonly string[];
  /** What Sluice needs. */
  readonly own: readonly string[];
  /** Of the brokers that tell. */
  readonly versions: readonly string[];
}

export function judgeKafka({ topics, own, versions }: KafkaFacts, trouble: string | undefined): Verdict {
  const version = versions.length === 0 ? {} : { version: versions.join(', ') };
  const known = new Set(topics);
  const missing = own.filter((topic) => !known.has(topic));
  if (missing.length > 0)
    return {
      ...{ status: 'DEGRADED', ...version, message: `Topics of Sluice are missing: ${missing.join(', ')}.` },
      remedy: 'Start the API again: it makes what is missing.',
    };
  if (trouble !== undefined)
    return {
      ...{ status: 'DEGRADED', ...version, message: `Numbers and workers may be out of date: ${trouble}.` },
      remedy: 'It is tried again by itself. If this lasts, see the log of the API.',
    };
  return { status: 'OK', ...version, message: `${topics.length} topics.` };
}
