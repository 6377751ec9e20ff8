import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { isReservedTopic } from '@sluice/contracts';
import { describeKafkaError, startLogReader, type KafkaClient } from '@sluice/kafka';
import { AppError } from '../../app-error.ts';
import { waitAtMost } from '../../wait-at-most.ts';
import { keepNewest, type TopicEvent } from './newest-events.ts';
import type { TopicService } from './topic.service.ts';

/** Most events that are read at once. */
export const MAX_TOPIC_EVENTS = 100;
/** Each is a consumer of its own at Kafka, and may hold 16 MiB. */
const MAX_AT_ONCE = 8;
const MAX_READ_MS = 20_000;
/** Where a topic holds nothing, what comes so soon is taken. */
const WAIT_MS = 5_000;
const POLL_MS = 50;

export interface TopicEventService {
  /**
   * The newest events of a topic, newest first; where it has none, those that come within 5 s. Larger than 1 MiB: left
   * out. Throws BAD_USER_INPUT (no such topic, reserved, count), RATE_LIMITED where many are read just now, KAFKA_UNAVAILABLE.
   */
  newest(topic: string, count: number): Promise<readonly TopicEvent[]>;
}

export function createTopicEventService(
  client: KafkaClient,
  topics: Pick<TopicService, 'requireTopics'>,
  prefix: string,
): TopicEventService {
  let reading = 0;

  async function inTurn<T>(read: () => Promise<T>): Promise<T> {
    if (reading >= MAX_AT_ONCE)
      throw new AppError(
        'RATE_LIMITED',
        `${MAX_AT_ONCE} topics are looked into just now, and no more at once. Try again in some seconds.`,
      );
    reading += 1;
    try {
      return await read();
    } finally {
      reading -= 1;
    }
  }

  return {
    async newest(topic, count) {
      if (count < 1 || count > MAX_TOPIC_EVENTS)
        throw new AppError('BAD_USER_INPUT', `Between 1 and ${MAX_TOPIC_EVENTS} events are read at once.`);
      if (isReservedTopic(topic, prefix))
        throw new AppError('BAD_USER_INPUT', `"${topic}" is a topic of Sluice or Kafka: it holds no events.`);
      await topics.requireTopics([topic]);
      return inTurn(() => readNewest(client, `${prefix}.api.look.${randomUUID()}`, topic, count));
    },
  };
}

async function readNewest(
  client: KafkaClient,
  groupId: string,
  topic: string,
  count: number,
): Promise<readonly TopicEvent[]> {
  const newest = keepNewest(count);
  let trouble: string | undefined;
  let isRead = false;
  const reader = await startLogReader(client, {
    groupId,
    topic,
    from: { newest: count },
    onTrouble: (reason) => (trouble = reason),
    onRecords: (records, partition) => {
      newest.add(records, partition);
    },
  }).catch((error: unknown) => unavailable(describeKafkaError(error)));
  try {
    await waitAtMost(
      reader.caughtUp.then(() => (isRead = true)),
      MAX_READ_MS,
    );
    for (let waited = 0; newest.size === 0 && waited < WAIT_MS; waited += POLL_MS) await delay(POLL_MS);
  } finally {
    await reader.stop();
  }
  if (!isRead && newest.size === 0) unavailable(trouble ?? `no answer within ${MAX_READ_MS / 1000} s`);
  return newest.list();
}

function unavailable(reason: string): never {
  throw new AppError(
    'KAFKA_UNAVAILABLE',
    `The topic could not be read: ${reason}. Check that the brokers run.`,
  );
}
