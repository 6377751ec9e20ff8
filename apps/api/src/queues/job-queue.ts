import { invariant } from '@sluice/diagnostics';
import type { Logger } from '@sluice/runtime';
import { createPostgresBackend, Queue, withBackend, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import type { z } from 'zod';
import type { JobDefinition, JobImplementation } from './job.ts';

/** Long jobs have a queue of their own, so that some of them never hold up the short ones. */
const QUEUES = ['sluice', 'sluice-long'] as const;
/** BullMQ's own tables: apart from ours, in the same database. */
const POSTGRES_SCHEMA = 'sluice_jobs';
/** A job that is added is gone with its end: its id can be added again. Those that run again and again are kept for a look. */
const KEPT_NOT = { removeOnComplete: true, removeOnFail: true };
/** Jobs of a queue that one replica runs at once. */
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
  /** Runs a job at the times of a cron pattern, in UTC; calling it anew, from any replica, changes the times. */
  at<S extends z.ZodType>(definition: JobDefinition<S>, pattern: string, payload: z.input<S>): Promise<void>;
  /** Fails where it can't be asked; may wait long while it is away. */
  state(): Promise<QueueState>;
  stop(): Promise<void>;
}

type Run = (job: { readonly name: string; readonly data: unknown }) => Promise<void>;

/** BullMQ's classes, bound to where the jobs are kept. */
function openPostgres(connectionString: string, name: string, run: Run) {
  const { Queue: PostgresQueue, Worker: PostgresWorker } = withBackend(createPostgresBackend);
  const connection = { connectionString, schema: POSTGRES_SCHEMA, migrate: true };
  const queue = new PostgresQueue(name, { connection, defaultJobOptions: KEPT });
  const worker = new PostgresWorker(name, run, { connection, concurrency: CONCURRENCY });
  const version = (): Promise<undefined> => Promise.resolve(undefined);
  return { queue, worker, version, close: () => Promise.resolve() };
}

function openRedis(url: string, name: string, run: Run) {
  // BullMQ waits for jobs with blocking commands: they must not be given up after some tries.
  const connection = new Redis(url, { maxRetriesPerRequest: null });
  const queue = new Queue(name, { connection, defaultJobOptions: KEPT });
  const worker = new Worker(name, run, { connection, concurrency: CONCURRENCY });
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
  const opened = QUEUES.map((name) =>
    redisUrl === undefined ? openPostgres(databaseUrl, name, run) : openRedis(redisUrl, name, run),
  );
  const [short, long] = opened;
  invariant(short !== undefined && long !== undefined, 'a queue is missing');

  for (const { queue, worker } of opened) {
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
  }

  const queueOf = (name: string) => {
    const job = byName.get(name);
    invariant(job !== undefined, `job "${name}" has no implementation`);
    return (job.isLong ? long : short).queue;
  };
  return {
    async add({ name, payload: shape }, id, payload) {
      await queueOf(name).add(name, shape.parse(payload), { jobId: id, ...KEPT_NOT });
    },
    async every({ name, payload: shape }, intervalMs, payload) {
      const template = { name, data: shape.parse(payload) };
      await queueOf(name).upsertJobScheduler(name, { every: intervalMs }, template);
    },
    async at({ name, payload: shape }, pattern, payload) {
      const template = { name, data: shape.parse(payload) };
      await queueOf(name).upsertJobScheduler(name, { pattern, tz: 'UTC' }, template);
    },
    async state() {
      const counts = await Promise.all(opened.map(({ queue }) => queue.getJobCounts('waiting', 'active')));
      const sumOf = (kind: string): number => counts.reduce((sum, { [kind]: count = 0 }) => sum + count, 0);
      const backend = redisUrl === undefined ? 'POSTGRES' : 'REDIS';
      return { backend, version: await short.version(), waiting: sumOf('waiting'), active: sumOf('active') };
    },
    async stop() {
      await Promise.all(opened.map(({ worker }) => worker.close()));
      await Promise.all(opened.map(({ queue }) => queue.close()));
      await Promise.all(opened.map(({ close }) => close()));
    },
  };
}
