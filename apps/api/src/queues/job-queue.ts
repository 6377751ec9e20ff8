import { invariant } from '@sluice/diagnostics';
import type { Logger } from '@sluice/runtime';
import { createPostgresBackend, Queue, withBackend, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import type { z } from 'zod';
import type { JobDefinition, JobImplementation } from './job.ts';

const QUEUE = 'sluice';
/** BullMQ's own tables: apart from ours, in the same database. */
const POSTGRES_SCHEMA = 'sluice_jobs';
/** A job that is added is gone with its end: its id can be added again. Those that run again and again are kept for a look. */
const KEPT_NOT = { removeOnComplete: true, removeOnFail: true };
/** Jobs that one replica runs at once. */
const CONCURRENCY = 4;
const KEPT = { removeOnComplete: { age: 24 * 3600, count: 1_000 }, removeOnFail: { age: 7 * 24 * 3600 } };

export interface JobQueueOptions {
  readonly databaseUrl: string;
  /** undefined: jobs run on Postgres. */
  readonly redisUrl: string | undefined;
  readonly log: Logger;
  /** Every kind of job there is. */
  readonly jobs: readonly JobImplementation[];
}

/** Where jobs are kept, and how many there are. */
export interface QueueState {
  readonly backend: 'POSTGRES' | 'REDIS';
  /** Of Redis; undefined on Postgres. */
  readonly version: string | undefined;
  readonly waiting: number;
  readonly active: number;
}

export interface JobQueue {
  /** Adds a job; one with the same id that waits or runs already is not added again. */
  add<S extends z.ZodType>(definition: JobDefinition<S>, id: string, payload: z.input<S>): Promise<void>;
  /** Runs a job again and again; calling it anew, from any replica, changes the interval. */
  every<S extends z.ZodType>(
    definition: JobDefinition<S>,
    intervalMs: number,
    payload: z.input<S>,
  ): Promise<void>;
  /** Fails where it can't be asked; may wait long while it is away. */
  state(): Promise<QueueState>;
  stop(): Promise<void>;
}

type Run = (job: { readonly name: string; readonly data: unknown }) => Promise<void>;

/** BullMQ's classes, bound to where the jobs are kept. */
function openPostgres(connectionString: string, run: Run) {
  const { Queue: PostgresQueue, Worker: PostgresWorker } = withBackend(createPostgresBackend);
  const connection = { connectionString, schema: POSTGRES_SCHEMA, migrate: true };
  const queue = new PostgresQueue(QUEUE, { connection, defaultJobOptions: KEPT });
  const worker = new PostgresWorker(QUEUE, run, { connection, concurrency: CONCURRENCY });
  const version = (): Promise<undefined> => Promise.resolve(undefined);
  return { queue, worker, version, close: () => Promise.resolve() };
}

function openRedis(url: string, run: Run) {
  // BullMQ waits for jobs with blocking commands: they must not be given up after some tries.
  const connection = new Redis(url, { maxRetriesPerRequest: null });
  const queue = new Queue(QUEUE, { connection, defaultJobOptions: KEPT });
  const worker = new Worker(QUEUE, run, { connection, concurrency: CONCURRENCY });
  const close = async (): Promise<void> => {
    await connection.quit();
  };
  const version = async (): Promise<string | undefined> =>
    /^redis_version:(\S+)/m.exec(await connection.info('server'))?.[1];
  return { queue, worker, version, close };
}

/** Jobs by BullMQ: on Redis where there is one, else on Postgres. The rest of the code can't tell. */
export async function startJobQueue(options: JobQueueOptions): Promise<JobQueue> {
  const { databaseUrl, redisUrl, log } = options;
  const byName = new Map(options.jobs.map((job) => [job.name, job]));
  invariant(byName.size === options.jobs.length, 'two implementations of one job');

  const run: Run = async ({ name, data }) => {
    const job = byName.get(name);
    invariant(job !== undefined, `job "${name}" has no implementation`);
    await job.run(data);
  };
  const { queue, worker, version, close } =
    redisUrl === undefined ? openPostgres(databaseUrl, run) : openRedis(redisUrl, run);

  queue.on('error', (error: Error) => {
    log.warn({ err: error }, 'job queue');
  });
  worker.on('error', (error: Error) => {
    log.warn({ err: error }, 'job worker');
  });
  worker.on('failed', (job, error) => {
    log.error({ job: job?.name, err: error }, 'job failed');
  });
  await worker.waitUntilReady();

  const implemented = (name: string): void => {
    invariant(byName.has(name), `job "${name}" has no implementation`);
  };
  return {
    async add({ name, payload: shape }, id, payload) {
      implemented(name);
      await queue.add(name, shape.parse(payload), { jobId: id, ...KEPT_NOT });
    },
    async every({ name, payload: shape }, intervalMs, payload) {
      implemented(name);
      await queue.upsertJobScheduler(name, { every: intervalMs }, { name, data: shape.parse(payload) });
    },
    async state() {
      const { waiting = 0, active = 0 } = await queue.getJobCounts('waiting', 'active');
      const backend = redisUrl === undefined ? 'POSTGRES' : 'REDIS';
      return { backend, version: await version(), waiting, active };
    },
    async stop() {
      await worker.close();
      await queue.close();
      await close();
    },
  };
}
