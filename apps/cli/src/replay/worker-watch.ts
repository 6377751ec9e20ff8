import { decodeMessage, metricsMessage, topicNames, workerMessage } from '@sluice/contracts';
import { startLogReader, type KafkaClient } from '@sluice/kafka';

const APPLY_TIMEOUT_MS = 120_000;

export interface WorkerWatch {
  /** Resolves with the time (ms since 1970) at which the last of `workers` reported the revision as applied. */
  applied(revision: number, workers: readonly string[]): Promise<number>;
  /** CPU time of all workers that was reported since the last call, in ms. */
  takeCpuMs(): number;
  stop(): Promise<void>;
}

/** Listens to what the workers say of themselves. */
export async function watchWorkers(client: KafkaClient, prefix: string): Promise<WorkerWatch> {
  const topics = topicNames(prefix);
  const appliedAt = new Map<string, { revision: number; atMs: number }>();
  const waiting = new Set<() => void>();
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
      for (const { key, value } of records) {
        if (key === null || value === null) continue;
        const { workerId, appliedRevision } = decodeMessage(workerMessage, value.toString('utf8'));
        if (appliedAt.get(workerId)?.revision === appliedRevision) continue;
        appliedAt.set(workerId, { revision: appliedRevision, atMs: Date.now() });
      }
      for (const check of waiting) check();
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
  });

  return {
    applied: (revision, names) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(check);
          reject(new Error(`revision ${revision} was not applied in ${APPLY_TIMEOUT_MS / 1000} s`));
        }, APPLY_TIMEOUT_MS);
        function check(): void {
          const reports = names.map((name) => appliedAt.get(name));
          if (!reports.every((report) => report !== undefined && report.revision >= revision)) return;
          clearTimeout(timer);
          waiting.delete(check);
          resolve(Math.max(...reports.map((report) => report?.atMs ?? 0)));
        }
        waiting.add(check);
        check();
      }),
    takeCpuMs() {
      const taken = cpuMs;
      cpuMs = 0;
      return taken;
    },
    async stop() {
      await workers.stop();
      await metrics.stop();
    },
  };
}
