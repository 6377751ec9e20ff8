import type { KnownWorker } from '../dashboard/index.ts';
import type { HealthCheck, Verdict } from './health-check.ts';

export interface WorkerParts {
  readonly workers: () => Promise<readonly KnownWorker[]>;
  readonly enabledPipelines: () => Promise<number>;
}

/** Reasons that the message names. */
const NAMED = 3;

export function checkWorkers({ workers, enabledPipelines }: WorkerParts): HealthCheck {
  return {
    part: 'WORKERS',
    remedy: 'See whether Postgres can be reached.',
    look: async () => judgeWorkers(await workers(), await enabledPipelines()),
  };
}

export function judgeWorkers(workers: readonly KnownWorker[], enabledPipelines: number): Verdict {
  const alive = workers.filter(({ stale }) => !stale);
  const versions = [...new Set(alive.map(({ version }) => version))].sort();
  const version = versions.length === 0 ? {} : { version: versions.join(', ') };
  if (alive.length === 0 && enabledPipelines > 0)
    return {
      ...{ status: 'DOWN', message: `No worker is alive, and ${enabledPipelines} pipelines are enabled.` },
      remedy: 'Start a matcher, with the same Kafka and the same SLUICE_PREFIX.',
    };
  const states = alive.flatMap(({ pipelines }) => pipelines);
  const broken = states.filter(({ state }) => state === 'FAILED' || state === 'BLOCKED');
  if (broken.length > 0) {
    const reasons = [...new Set(broken.map(({ reason, state }) => reason ?? state))].slice(0, NAMED);
    return {
      ...{ status: 'DEGRADED', ...version, message: `Pipelines stand still: ${reasons.join(' ')}` },
      remedy: 'Nothing is lost: they go on where they were once the reason is gone.',
    };
  }
  const refused = Math.max(0, ...alive.map(({ rulesRefusedCount }) => rulesRefusedCount));
  if (refused > 0)
    return {
      ...{ status: 'DEGRADED', ...version, message: `${refused} rules are refused by a worker.` },
      remedy: 'Update the matchers to the version of the API.',
    };
  const stale = workers.filter((worker) => worker.stale).map(({ host }) => host);
  if (stale.length > 0)
    return {
      ...{ status: 'DEGRADED', ...version },
      message: `No heartbeat from ${stale.length} workers: ${stale.slice(0, NAMED).join(', ')}.`,
      remedy: 'Others take over their partitions. See whether these matchers still run.',
    };
  return {
    status: 'OK',
    ...version,
    message: `${alive.length} workers, ${enabledPipelines} pipelines enabled.`,
  };
}
