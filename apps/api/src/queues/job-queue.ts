import { invariant } from '@sluice/diagnostics';
import type { Logger } from '@sluice/runtime';
import type { JobsOptions } from 'bullmq';
import type { z } from 'zod';
import type { JobDefinition, JobImplementation } from './job.ts';
import type { Run } from './queue-backend.ts';
import { queueOnPostgres } from './queue-on-postgres.ts';
import { queueOnRedis } from './queue-on-redis.ts';

/** Long jobs have a queue of their own, so that some of them never hold up the short ones. */
const QUEUES = ['sluice', 'sluice-long'] as const;
/** A job that is added is gone with its end: its id can be added again. */
const KEPT_NOT: JobsOptions = { removeOnComplete: true, removeOnFail: true };

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

/** While Redis is away, what is asked of the queue waits in this process, and is lost with it; nothing fails for it. */
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
  /** Fails where it can't be asked, and says since when; may wait long. */
  state(): Promise<QueueState>;
  stop(): Promise<void>;
}

/** Jobs by BullMQ: on Redis where there is one, else on Postgres. The rest of the code can't tell. */
export async function startJobQueue(options: JobQueueOptions): Promise<JobQueue> {
  const { databaseUrl, redisUrl, log } = options;
  const byName = new Map(options.jobs.map((job) => [job.name, job]));
  invariant(byName.size === options.jobs.length, 'two implementations of one job');

  const running = new Set<Promise<void>>();
  const run: Run = async ({ name, data }) => {
    const job = byName.get(name);
    invariant(job !== undefined, `job "${name}" has no implementation`);
    const work = job.run(data);
    running.add(work);
    await work.finally(() => running.delete(work));
  };
  const backend = redisUrl === undefined ? queueOnPostgres(databaseUrl) : queueOnRedis(redisUrl, log);
  const opened = await backend.open(QUEUES, run);
  const [short, long] = opened;
  invariant(short !== undefined && long !== undefined, 'a queue is missing');

  const warn = (what: string) => (error: Error) => {
    // That it is away is logged once, and told by health.
    if (backend.trouble() === undefined) log.warn({ err: error }, what);
  };
  for (const { queue, worker } of opened) {
    queue.on('error', warn('job queue'));
    worker.on('error', warn('job worker'));
    worker.on('failed', (job, error) => {
      log.error({ job: job?.name, err: error }, 'job failed');
    });
  }
  await backend.settle(Promise.all(opened.map(({ worker }) => worker.waitUntilReady())));

  const queueOf = (name: string) => {
    const job = byName.get(name);
    invariant(job !== undefined, `job "${name}" has no implementation`);
    return (job.isLong ? long : short).queue;
  };
  /** By job: a Redis that was away may have forgotten them. */
  const schedules = new Map<string, () => Promise<unknown>>();
  async function schedule<S extends z.ZodType>(
    { name, payload: shape }: JobDefinition<S>,
    times: { readonly every: number } | { readonly pattern: string; readonly tz: string },
    payload: z.input<S>,
  ): Promise<void> {
    const template = { name, data: shape.parse(payload) };
    const upsert = (): Promise<unknown> => queueOf(name).upsertJobScheduler(name, times, template);
    schedules.set(name, upsert);
    await backend.settle(upsert());
  }
  backend.onReturn(() => {
    for (const upsert of schedules.values()) upsert().catch(warn('job schedule'));
  });

  return {
    async add({ name, payload: shape }, id, payload) {
      await backend.settle(queueOf(name).add(name, shape.parse(payload), { jobId: id, ...KEPT_NOT }));
    },
    every: (definition, intervalMs, payload) => schedule(definition, { every: intervalMs }, payload),
    at: (definition, pattern, payload) => schedule(definition, { pattern, tz: 'UTC' }, payload),
    async state() {
      const trouble = backend.trouble();
      if (trouble !== undefined) throw new Error(trouble);
      const counts = await Promise.all(opened.map(({ queue }) => queue.getJobCounts('waiting', 'active')));
      const sumOf = (kind: string): number => counts.reduce((sum, { [kind]: count = 0 }) => sum + count, 0);
      const version = await backend.version();
      return { backend: backend.name, version, waiting: sumOf('waiting'), active: sumOf('active') };
    },
    async stop() {
      const isAway = backend.trouble() !== undefined;
      // A worker waits for Redis to take the end of each job: here it would wait in vain.
      if (isAway) await Promise.allSettled(running);
      await Promise.all(opened.map(({ worker }) => worker.close(isAway)));
      await Promise.all(opened.map(({ queue }) => queue.close()));
      await backend.close();
    },
  };
}
