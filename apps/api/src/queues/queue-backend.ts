import type { JobsOptions, JobType, RepeatOptions } from 'bullmq';

/** What a worker does with each job. */
export type Run = (job: { readonly name: string; readonly data: unknown }) => Promise<void>;

/** Those that run again and again are kept for a look. */
export const KEPT: JobsOptions = {
  removeOnComplete: { age: 24 * 3600, count: 1_000 },
  removeOnFail: { age: 7 * 24 * 3600 },
};
/** Jobs of a queue that one replica runs at once. */
export const CONCURRENCY = 4;

/** BullMQ's queue, whatever it is kept in. */
interface Queue {
  add(name: string, data: unknown, options: JobsOptions): Promise<unknown>;
  upsertJobScheduler(
    id: string,
    times: RepeatOptions,
    job: { readonly name: string; readonly data: unknown },
  ): Promise<unknown>;
  getJobCounts(...states: JobType[]): Promise<Readonly<Record<string, number>>>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  close(): Promise<void>;
}

interface Worker {
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'failed', listener: (job: { readonly name: string } | undefined, error: Error) => void): unknown;
  waitUntilReady(): Promise<void>;
  close(isAtOnce: boolean): Promise<void>;
}

/** A queue and who works at it. */
export interface OpenQueue {
  readonly queue: Queue;
  readonly worker: Worker;
}

/** Where jobs are kept. */
export interface QueueBackend {
  readonly name: 'POSTGRES' | 'REDIS';
  /** Once it is known whether it is there. */
  open(names: readonly string[], run: Run): Promise<readonly OpenQueue[]>;
  /** Why nothing can be asked now; undefined: it can. */
  trouble(): string | undefined;
  /** Of Redis; undefined on Postgres. */
  version(): Promise<string | undefined>;
  /** Waits for what was asked of it, but not for long where it may be away: it is done when it is back. */
  settle(asked: Promise<unknown>): Promise<void>;
  /** Called when it is back, perhaps without what it knew. */
  onReturn(listener: () => void): void;
  close(): Promise<void>;
}
