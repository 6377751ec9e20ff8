import type { Consumer } from 'kafkajs';
import { describeKafkaError } from './errors.ts';

const RESTART_MS = 2_000;

export interface KeptRunning {
  /** Ends the consumer for good. */
  stop(): Promise<void>;
}

/**
 * Connects and runs a consumer until it is stopped. kafkajs restarts after errors that it holds for passing; after
 * all others, for example a lost permission, it gives up, and we begin anew every 2 s. The first start may throw.
 */
export async function keepRunning(
  consumer: Consumer,
  run: () => Promise<void>,
  onTrouble: (reason: string) => void,
): Promise<KeptRunning> {
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;

  async function begin(): Promise<void> {
    await consumer.connect();
    await run();
  }

  function scheduleRestart(): void {
    if (isStopped) return;
    timer = setTimeout(() => {
      begin().catch((error: unknown) => {
        onTrouble(describeKafkaError(error));
        scheduleRestart();
      });
    }, RESTART_MS);
  }

  consumer.on(consumer.events.CRASH, ({ payload }) => {
    onTrouble(describeKafkaError(payload.error));
    if (!payload.restart) scheduleRestart();
  });
  await begin();
  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await consumer.stop();
      await consumer.disconnect();
    },
  };
}
