import { createPostgresBackend, withBackend } from 'bullmq';
import { CONCURRENCY, KEPT, type QueueBackend } from './queue-backend.ts';

/** BullMQ's own tables: apart from ours, in the same database. */
const POSTGRES_SCHEMA = 'sluice_jobs';

/** Jobs in the database that everything else is in: without it nothing works. */
export function queueOnPostgres(connectionString: string): QueueBackend {
  const { Queue: PostgresQueue, Worker: PostgresWorker } = withBackend(createPostgresBackend);
  const connection = { connectionString, schema: POSTGRES_SCHEMA, migrate: true };
  return {
    name: 'POSTGRES',
    open: (names, run) =>
      Promise.resolve(
        names.map((name) => ({
          queue: new PostgresQueue(name, { connection, defaultJobOptions: KEPT }),
          worker: new PostgresWorker(name, run, { connection, concurrency: CONCURRENCY }),
        })),
      ),
    trouble: () => undefined,
    version: () => Promise.resolve(undefined),
    async settle(asked) {
      await asked;
    },
    onReturn: () => undefined,
    close: () => Promise.resolve(),
  };
}
