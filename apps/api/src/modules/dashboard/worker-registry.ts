import { decodeMessage, WORKER_STALE_MS, workerMessage, type WorkerMessage } from '@sluice/contracts';

/** A worker that has been silent this long is no longer listed. */
const FORGET_MS = 10 * 60 * 1000;

export interface KnownWorker extends WorkerMessage {
  /** No heartbeat for 10 seconds. */
  readonly stale: boolean;
}

export interface WorkerRegistry {
  /** A record of `sluice.workers`; null: the worker left. Throws ContractError where it can't be read. */
  apply(workerId: string, value: string | null): void;
  list(nowMs: number): KnownWorker[];
}

/** Who works, by their heartbeats. */
export function createWorkerRegistry(): WorkerRegistry {
  const workers = new Map<string, WorkerMessage>();
  return {
    apply(workerId, value) {
      if (value === null) workers.delete(workerId);
      else workers.set(workerId, decodeMessage(workerMessage, value));
    },
    list(nowMs) {
      for (const [id, { at }] of workers) if (Date.parse(at) < nowMs - FORGET_MS) workers.delete(id);
      return [...workers.values()]
        .map((worker) => ({ ...worker, stale: Date.parse(worker.at) < nowMs - WORKER_STALE_MS }))
        .sort((a, b) => (a.workerId < b.workerId ? -1 : 1));
    },
  };
}
