import type { WorkerStateFragment } from '../../graphql/generated/graphql.ts';
import type { DashboardView } from '../../live/dashboard-view.ts';

export interface KeyFigures {
  /** Messages; null where no pipeline's lag is known. */
  readonly lag: number | null;
  readonly pipelinesWithUnknownLag: number;
  /** Milliseconds, of the slowest pipeline; null where nothing was processed lately. */
  readonly p95: number | null;
  readonly rulesActive: number;
  readonly rulesRefused: number;
  readonly workersAlive: number;
  readonly workersTotal: number;
  /** Of those alive, how many have applied the published revision. */
  readonly workersCurrent: number;
}

function aliveOf(workers: readonly WorkerStateFragment[]): readonly WorkerStateFragment[] {
  return workers.filter((worker) => !worker.stale);
}

/** How far a revision has come: of the workers alive, how many have applied it. */
export function spreadOf(
  workers: readonly WorkerStateFragment[],
  revision: number,
): { readonly applied: number; readonly alive: number } {
  const alive = aliveOf(workers);
  return {
    applied: alive.filter((worker) => worker.appliedRevision >= revision).length,
    alive: alive.length,
  };
}

export function keyFiguresOf(view: DashboardView): KeyFigures {
  const metrics = [...view.metrics.values()].filter((each) => each.status !== 'DISABLED');
  const lags = metrics.map((each) => each.lag).filter((lag) => lag !== null);
  const latencies = metrics.map((each) => each.latencyMs?.p95).filter((p95) => p95 !== undefined);
  const alive = aliveOf(view.workers);
  const { applied } = spreadOf(view.workers, view.revision);
  return {
    lag: lags.length === 0 ? null : lags.reduce((sum, lag) => sum + lag, 0),
    pipelinesWithUnknownLag: metrics.length - lags.length,
    p95: latencies.length === 0 ? null : Math.max(...latencies),
    // A rule that several pipelines share is loaded once per worker: the fullest worker tells.
    rulesActive: Math.max(0, ...alive.map((worker) => worker.rulesLoaded)),
    rulesRefused: new Set(alive.flatMap((worker) => worker.rulesRefused.map((failure) => failure.ruleId)))
      .size,
    workersAlive: alive.length,
    workersTotal: view.workers.length,
    workersCurrent: applied,
  };
}
