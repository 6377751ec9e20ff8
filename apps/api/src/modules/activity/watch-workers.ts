import type { KnownWorker } from '../dashboard/index.ts';
import { ActivityKind, ActivitySeverity } from './activity-event.entity.ts';
import type { NewEvent } from './record-events.ts';

/** An older life of a worker was told of by whoever saw it begin, and may be forgotten since. */
const MAX_AGE_MS = 24 * 3600 * 1000;

export interface WorkerWatch {
  /** What became of the workers since the last look. */
  look(workers: readonly KnownWorker[], nowMs: number): readonly NewEvent[];
}

/** Tells workers that come, leave, or are no longer heard of. Each replica sees the same, under the same keys. */
export function createWorkerWatch(): WorkerWatch {
  let known: ReadonlyMap<string, KnownWorker> = new Map();
  return {
    look(workers, nowMs) {
      const now = new Map(workers.map((worker) => [worker.instance, worker]));
      const joined = workers.filter(
        ({ instance, stale, startedAt }) =>
          !stale && !known.has(instance) && Date.parse(startedAt) > nowMs - MAX_AGE_MS,
      );
      const silent = workers.filter(({ instance, stale }) => stale && known.get(instance)?.stale === false);
      const left = [...known.values()].filter(({ instance }) => !now.has(instance));
      known = now;
      return [
        ...joined.map((worker) => told(worker, ActivityKind.WORKER_JOINED, 'joined')),
        ...silent.map((worker) => told(worker, ActivityKind.WORKER_SILENT, 'is not heard of any more')),
        ...left.map((worker) => told(worker, ActivityKind.WORKER_LEFT, 'left')),
      ];
    },
  };
}

function told(
  { workerId, instance, host, version, at }: KnownWorker,
  kind: ActivityKind,
  what: string,
): NewEvent {
  const isSilent = kind === ActivityKind.WORKER_SILENT;
  return {
    ...{ kind, severity: isSilent ? ActivitySeverity.ERROR : ActivitySeverity.INFO },
    ...{ objectId: workerId, objectName: host },
    message: `The worker ${workerId} on ${host} (${version}) ${what}.`,
    // A worker may fall silent again and again: each time after another heartbeat.
    key: `worker/${instance}/${kind}${isSilent ? `/${at}` : ''}`,
  };
}
