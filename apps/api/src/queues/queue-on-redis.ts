import type { Logger } from '@sluice/runtime';
import { Queue, Worker } from 'bullmq';
import { connectRedis } from '../redis/connect-redis.ts';
import { waitAtMost } from '../wait-at-most.ts';
import { CONCURRENCY, KEPT, type QueueBackend } from './queue-backend.ts';

/** Nobody waits longer for a Redis that goes away in this moment. */
const MAX_WAIT_MS = 2_000;

/** Jobs on Redis. While it is away, what is asked waits in this process: BullMQ asks it again when it is back. */
export function queueOnRedis(url: string, log: Logger): QueueBackend {
  // BullMQ waits for jobs with blocking commands: they must not be given up after some tries.
  const connection = connectRedis(url, { maxRetriesPerRequest: null }, log);
  return {
    name: 'REDIS',
    async open(names, run) {
      await connection.heard;
      return names.map((name) => ({
        queue: new Queue(name, { connection: connection.redis, defaultJobOptions: KEPT }),
        worker: new Worker(name, run, { connection: connection.redis, concurrency: CONCURRENCY }),
      }));
    },
    trouble() {
      const trouble = connection.trouble();
      if (trouble === undefined) return undefined;
      return `Redis at ${connection.address} can't be reached since ${trouble.since.toISOString()}: ${trouble.reason}`;
    },
    version: async () => /^redis_version:(\S+)/m.exec(await connection.redis.info('server'))?.[1],
    async settle(asked) {
      let isLate = connection.trouble() !== undefined;
      const settled = asked.catch((error: unknown) => {
        if (!isLate) throw error;
        log.warn({ err: error }, 'job queue');
      });
      if (!isLate) await waitAtMost(settled, MAX_WAIT_MS);
      isLate = true;
    },
    onReturn: connection.onReturn,
    close: connection.close,
  };
}
