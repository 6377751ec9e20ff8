import type { WorkerPipelineState } from '@sluice/contracts';

/** Worst first. */
export enum PipelineStatus {
  FAILED = 'FAILED',
  LAGGING = 'LAGGING',
  WAITING = 'WAITING',
  RUNNING = 'RUNNING',
  DISABLED = 'DISABLED',
}

export interface StatusFacts {
  readonly enabled: boolean;
  /** What each live worker says of the pipeline. */
  readonly workers: readonly { readonly state: WorkerPipelineState; readonly reason?: string | undefined }[];
  readonly hasLiveWorkers: boolean;
  /** undefined where Kafka could not be asked. */
  readonly lag: number | undefined;
  readonly eventsInPerSecond: number;
}

export interface StatusAndReason {
  readonly status: PipelineStatus;
  readonly reason?: string;
}

/** Behind by more than this many seconds of its own pace, and by more than a burst. */
const LAG_SECONDS = 10;
const LAG_LEAST = 1_000;

/** What a pipeline's light shows. A pipeline that any worker can't run is FAILED, however well the others do. */
export function pipelineStatus(facts: StatusFacts): StatusAndReason {
  const { enabled, workers, hasLiveWorkers, lag, eventsInPerSecond } = facts;
  if (!enabled) return { status: PipelineStatus.DISABLED };
  const broken = workers.find(({ state }) => state === 'FAILED' || state === 'BLOCKED');
  if (broken !== undefined) {
    return { status: PipelineStatus.FAILED, reason: broken.reason ?? 'A worker reports a failure.' };
  }
  if (!hasLiveWorkers) {
    return { status: PipelineStatus.WAITING, reason: 'No worker is alive. Start a matcher.' };
  }
  if (!workers.some(({ state }) => state === 'RUNNING')) {
    return { status: PipelineStatus.WAITING, reason: 'No worker runs it yet.' };
  }
  if (lag === undefined) return { status: PipelineStatus.RUNNING };
  if (lag > Math.max(LAG_LEAST, eventsInPerSecond * LAG_SECONDS)) {
    const reason = `${Math.round(lag)} events wait. Add workers or partitions if this lasts.`;
    return { status: PipelineStatus.LAGGING, reason };
  }
  return { status: PipelineStatus.RUNNING };
}
