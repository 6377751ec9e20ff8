import type { Consumer, ConsumerConfig } from 'kafkajs';
import type { KafkaClient } from './client.ts';
import { describeKafkaError } from './errors.ts';

const FIRST_WAIT_MS = 100;
const MOST_WAIT_MS = 2_000;

export interface ConsumerLife {
  /** Registers listeners on a fresh consumer, subscribes and runs it. */
  readonly begin: (consumer: Consumer) => Promise<void>;
  /** A sentence when the consumer broke; it begins anew by itself. */
  readonly onTrouble: (reason: string) => void;
}

export interface RunningConsumer {
  /** The consumer that lives now. */
  current(): Consumer;
  /** Ends it for good. */
  stop(): Promise<void>;
}

/**
 * Keeps a consumer alive until it is stopped: after each crash a new one takes its place, with waits of 0.1 to 2 s.
 * kafkajs's own restart is switched off: it comes back after a stop, gives up after errors that it does not hold for
 * passing, and keeps what it believes of topics that are gone. The first start may throw.
 */
export async function runConsumer(
  { kafka }: KafkaClient,
  config: ConsumerConfig,
  { begin, onTrouble }: ConsumerLife,
): Promise<RunningConsumer> {
  let isStopped = false;
  let waitMs = FIRST_WAIT_MS;
  let timer: NodeJS.Timeout | undefined;
  let beginning = Promise.resolve();

  async function start(): Promise<Consumer> {
    const consumer = kafka.consumer({
      ...config,
      retry: {
        initialRetryTime: 100,
        maxRetryTime: 1_000,
        retries: 5,
        restartOnFailure: () => Promise.resolve(false),
      },
    });
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      onTrouble(describeKafkaError(payload.error));
      scheduleRestart();
    });
    consumer.on(consumer.events.GROUP_JOIN, () => {
      waitMs = FIRST_WAIT_MS;
    });
    try {
      await consumer.connect();
      await begin(consumer);
    } catch (error) {
      await consumer.disconnect();
      throw error;
    }
    return consumer;
  }

  async function restart(): Promise<void> {
    try {
      await current.disconnect();
      current = await start();
    } catch (error) {
      onTrouble(describeKafkaError(error));
      scheduleRestart();
    }
  }

  function scheduleRestart(): void {
    if (isStopped) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      beginning = beginning.then(() => (isStopped ? undefined : restart()));
    }, waitMs);
    waitMs = Math.min(MOST_WAIT_MS, waitMs * 2);
  }

  let current = await start();
  return {
    current: () => current,
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await beginning;
      await current.stop();
      await current.disconnect();
    },
  };
}
