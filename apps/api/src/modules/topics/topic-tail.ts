import { randomUUID } from 'node:crypto';
import { Repeater } from '@graphql-yoga/subscription';
import { describeKafkaError, startLogTail, type KafkaClient } from '@sluice/kafka';
import { AppError } from '../../app-error.ts';
import { keepTail, type Tail } from './tail-buffer.ts';
import { requireReadable, unavailable } from './topic-events.service.ts';
import type { TopicService } from './topic.service.ts';

/** Each is a consumer of its own at Kafka: of this replica, and of one user in it. */
const MAX_TAILS = 8;
const MAX_TAILS_OF_USER = 3;
const PUSH_MS = 1_000;
/** Events of one push. */
const MAX_EVENTS = 50;

export interface TopicTailService {
  /**
   * What comes into a topic from now on, at most once a second, until its reader returns. Throws BAD_USER_INPUT (no such topic,
   * reserved), RATE_LIMITED where many are followed, KAFKA_UNAVAILABLE.
   */
  follow(userId: string, topic: string): Promise<AsyncIterableIterator<Tail>>;
}

export function createTopicTails(
  client: KafkaClient,
  topics: Pick<TopicService, 'requireTopics'>,
  prefix: string,
): TopicTailService {
  /** The user of each. */
  const following = new Map<symbol, string>();

  function take(userId: string): symbol {
    const own = [...following.values()].filter((each) => each === userId).length;
    if (own >= MAX_TAILS_OF_USER)
      throw new AppError('RATE_LIMITED', `You follow ${MAX_TAILS_OF_USER} topics already. End one of them.`);
    if (following.size >= MAX_TAILS)
      throw new AppError(
        'RATE_LIMITED',
        `${MAX_TAILS} topics are followed just now, and no more at once. Try again later.`,
      );
    const place = Symbol(userId);
    following.set(place, userId);
    return place;
  }

  async function start(topic: string, place: symbol): Promise<AsyncIterableIterator<Tail>> {
    const buffer = keepTail(MAX_EVENTS);
    const reader = await startLogTail(client, {
      ...{ groupId: `${prefix}.api.tail.${randomUUID()}`, topic },
      ...{ maxRecords: MAX_EVENTS, intervalMs: PUSH_MS },
      onRecords: (records, partition, leftOut) => {
        buffer.add(records, partition, leftOut);
      },
      onTrouble: () => undefined,
    }).catch((error: unknown) => unavailable(describeKafkaError(error)));
    let ending: Promise<void> | undefined;
    const end = (): Promise<void> => {
      following.delete(place);
      return (ending ??= reader.stop());
    };
    const tails = new Repeater<Tail>(async (push, stop) => {
      let isTaken = true;
      const timer = setInterval(() => {
        const tail = isTaken ? buffer.take() : undefined;
        if (tail === undefined) return;
        isTaken = false;
        void push(tail).then(() => {
          isTaken = true;
        });
      }, PUSH_MS);
      await stop;
      clearInterval(timer);
    });
    return endWith(tails, end);
  }

  return {
    async follow(userId, topic) {
      await requireReadable(topics, topic, prefix);
      const place = take(userId);
      try {
        return await start(topic, place);
      } catch (error) {
        following.delete(place);
        throw error;
      }
    },
  };
}

/** Ends what feeds the values, too, where their reader returns before it read any: a Repeater never began by then. */
function endWith<T>(values: Repeater<T>, end: () => Promise<void>): AsyncIterableIterator<T> {
  return {
    next: () => values.next(),
    async return() {
      await end();
      return values.return();
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
