import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { isReservedTopic } from '@sluice/contracts';
import { describeKafkaError, startLogReader, type KafkaClient, type LogReaderOptions } from '@sluice/kafka';
import { AppError } from '../../app-error.ts';
import { waitAtMost } from '../../wait-at-most.ts';
import { keepFirst } from './first-events.ts';
import { keepNewest } from './newest-events.ts';
import type { TopicEvent } from './topic-event.ts';
import type { TopicService } from './topic.service.ts';

/** Most events that are read at once, to be shown and to be counted. */
const MAX_SHOWN = 100;
export const MAX_COUNTED_EVENTS = 1_000;
/** Each is a consumer of its own at Kafka, and may hold 16 MiB. */
const MAX_AT_ONCE = 8;
const MAX_READ_MS = 20_000;
/** Where a topic holds nothing, what comes so soon is taken. */
const WAIT_MS = 5_000;
const POLL_MS = 50;

/** A time, or the first offset by partition; partitions that are not named are not read. */
export type StartOfEvents = Date | ReadonlyMap<number, bigint>;

export interface TopicEventService {
  /**
   * The newest events of a topic, newest first, or the first from a start, oldest first; where it has none, those that come
   * within 5 s. Larger than 1 MiB: left out. Throws BAD_USER_INPUT (no such topic, reserved, count), RATE_LIMITED where
   * many are read just now, KAFKA_UNAVAILABLE. At most 100, or `most`.
   */
  read(topic: string, count: number, start?: StartOfEvents, most?: number): Promise<readonly TopicEvent[]>;
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
    async read(topic, count, start, most = MAX_SHOWN) {
      if (count < 1 || count > most)
        throw new AppError('BAD_USER_INPUT', `Between 1 and ${most} events are read at once.`);
      await requireReadable(topics, topic, prefix);
      return inTurn(() => readEvents(client, `${prefix}.api.look.${randomUUID()}`, { topic, count, start }));
    },
  };
}

/** Throws BAD_USER_INPUT where people can't look into the topic. */
export async function requireReadable(
  topics: Pick<TopicService, 'requireTopics'>,
  topic: string,
  prefix: string,
): Promise<void> {
  if (isReservedTopic(topic, prefix))
    throw new AppError('BAD_USER_INPUT', `"${topic}" is a topic of Sluice or Kafka: it holds no events.`);
  await topics.requireTopics([topic]);
}

interface Wanted {
  readonly topic: string;
  readonly count: number;
  readonly start: StartOfEvents | undefined;
}

function placeOf({ count, start }: Wanted): LogReaderOptions['from'] {
  if (start === undefined) return { newest: count };
  return start instanceof Date ? { timestampMs: start.getTime() } : { offsets: start };
}

async function readEvents(
  client: KafkaClient,
  groupId: string,
  wanted: Wanted,
): Promise<readonly TopicEvent[]> {
  const { topic, count, start } = wanted;
  const kept = start === undefined ? keepNewest(count) : keepFirst(count);
  const isAsked = (partition: number): boolean => !(start instanceof Map) || start.has(partition);
  let trouble: string | undefined;
  let isRead = false;
  const reader = await startLogReader(client, {
    ...{ groupId, topic, from: placeOf(wanted) },
    ...(start === undefined ? {} : { enough: count }),
    onTrouble: (reason) => (trouble = reason),
    onRecords: (records, partition) => {
      if (isAsked(partition)) kept.add(records, partition);
    },
  }).catch((error: unknown) => unavailable(describeKafkaError(error)));
  try {
    await waitAtMost(
      reader.caughtUp.then(() => (isRead = true)),
      MAX_READ_MS,
    );
    for (let waited = 0; kept.size === 0 && waited < WAIT_MS; waited += POLL_MS) await delay(POLL_MS);
  } finally {
    await reader.stop();
  }
  if (!isRead && kept.size === 0) unavailable(trouble ?? `no answer within ${MAX_READ_MS / 1000} s`);
  return kept.list();
}

export function unavailable(reason: string): never {
  throw new AppError(
    'KAFKA_UNAVAILABLE',
    `The topic could not be read: ${reason}. Check that the brokers run.`,
  );
}
