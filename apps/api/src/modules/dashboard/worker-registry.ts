import { decodeMessage, WORKER_STALE_MS, workerMessage, type WorkerMessage } from '@sluice/contracts';

/** A worker that has been silent this long is no longer listed. */
const FORGET_MS = 10 * 60 * 1000;

interface HeardWorker extends WorkerMessage {
  /** When it was last heard of, ms since 1970. */
  readonly heardAtMs: number;
}

export interface KnownWorker extends HeardWorker {
  /** Not heard of for 10 seconds. */
  readonly stale: boolean;
}

export interface WorkerRegistry {
  /**
   * A record of `sluice.workers`; null: the worker left. `heardAtMs` is by our clock: workers' clocks may be wrong.
   * Throws ContractError where it can't be read.
   */
  apply(workerId: string, value: string | null, heardAtMs: number): void;
  list(nowMs: number): KnownWorker[];
}

/** Who works, by their heartbeats. */
export function createWorkerRegistry(): WorkerRegistry {
  const workers = new Map<string, HeardWorker>();
  return {
    apply(workerId, value, heardAtMs) {
      if (value === null) workers.delete(workerId);
      else workers.set(workerId, { ...decodeMessage(workerMessage, value), heardAtMs });
    },
    list(nowMs) {
      for (const [id, { heardAtMs }] of workers) if (heardAtMs < nowMs - FORGET_MS) workers.delete(id);
      return [...workers.values()]
        .map((worker) => ({ ...worker, stale: worker.heardAtMs < nowMs - WORKER_STALE_MS }))
        .sort((a, b) => (a.workerId < b.workerId ? -1 : 1));
    },
  };
}
