import { decodeMessage, metricsMessage, topicNames, workerMessage } from '@sluice/contracts';
import { startLogReader, type KafkaClient } from '@sluice/kafka';
import { unlessAborted } from './stop-signal.ts';

const APPLY_TIMEOUT_MS = 120_000;

/** The worker that a replay begins with. */
export const FIRST_MATCHER = 'matcher-1';

export interface WorkerWatch {
  /** Resolves with the time (ms since 1970) at which the last of `workers` reported the revision as applied. */
  applied(revision: number, workers: readonly string[]): Promise<number>;
  /** CPU time of all workers that was reported since the last call, in ms. */
  takeCpuMs(): number;
  stop(): Promise<void>;
}

/** Listens to what the workers say of themselves. */
export async function watchWorkers(
  client: KafkaClient,
  prefix: string,
  signal: AbortSignal,
): Promise<WorkerWatch> {
  const topics = topicNames(prefix);
  const revisions = createRevisionWatch();
  let cpuMs = 0;
  const onTrouble = (reason: string | undefined): void => {
    if (reason !== undefined) process.stderr.write(`replay: ${reason}\n`);
  };
  const workers = await startLogReader(client, {
    groupId: `${prefix}.replay.workers`,
    topic: topics.workers,
    from: 'beginning',
    onTrouble,
    onRecords(records) {
      for (const { value } of records) {
        if (value === null) continue;
        const { workerId, appliedRevision } = decodeMessage(workerMessage, value.toString('utf8'));
        revisions.report(workerId, appliedRevision);
      }
    },
  });
  const metrics = await startLogReader(client, {
    groupId: `${prefix}.replay.metrics`,
    topic: topics.metrics,
    from: 'beginning',
    onTrouble,
    onRecords(records) {
      for (const { value } of records) {
        if (value !== null) cpuMs += decodeMessage(metricsMessage, value.toString('utf8')).cpuMs;
      }
    },
  }).catch(async (error: unknown) => {
    await workers.stop();
    throw error;
  });
  return {
    applied: (revision, names) => unlessAborted(signal, revisions.applied(revision, names)),
    takeCpuMs() {
      const taken = cpuMs;
      cpuMs = 0;
      return taken;
    },
    async stop() {
      revisions.stop();
      await Promise.all([workers.stop(), metrics.stop()]);
    },
  };
}

function createRevisionWatch() {
  const appliedAt = new Map<string, { revision: number; atMs: number }>();
  const waiting = new Map<() => void, NodeJS.Timeout>();

  function end(check: () => void): void {
    clearTimeout(waiting.get(check));
    waiting.delete(check);
  }

  return {
    report(workerId: string, revision: number): void {
      if (appliedAt.get(workerId)?.revision === revision) return;
      appliedAt.set(workerId, { revision, atMs: Date.now() });
      for (const check of [...waiting.keys()]) check();
    },
    applied(revision: number, names: readonly string[]): Promise<number> {
      const { promise, resolve, reject } = Promise.withResolvers<number>();
      const check = (): void => {
        const reports = names.map((name) => appliedAt.get(name));
        if (!reports.every((report) => report !== undefined && report.revision >= revision)) return;
        end(check);
        resolve(Math.max(...reports.map((report) => report?.atMs ?? 0)));
      };
      const giveUp = (): void => {
        end(check);
        reject(new ReplayError(`revision ${revision} was not applied in ${APPLY_TIMEOUT_MS / 1000} s`));
      };
      waiting.set(check, setTimeout(giveUp, APPLY_TIMEOUT_MS));
      check();
      return promise;
    },
    stop(): void {
      for (const check of [...waiting.keys()]) end(check);
    },
  };
}

/** The stack did not do its part. */
export class ReplayError extends Error {
  override readonly name = 'ReplayError';
}
