import type { Logger } from '@sluice/runtime';
import type { DataSource } from 'typeorm';
import type { KnownWorker } from '../dashboard/index.ts';
import { recordEvents, type NewEvent } from './record-events.ts';
import { recordRuns } from './record-runs.ts';
import { repeat } from './repeat.ts';
import { createPipelineWatch, type StandingPipeline } from './watch-pipelines.ts';
import { createWorkerWatch } from './watch-workers.ts';

const WATCH_MS = 5_000;
const MAX_UNKEPT = 1_000;

export interface ActivityRecorderOptions {
  readonly database: DataSource;
  readonly log: Logger;
  readonly nowMs: () => number;
  /** Whether what workers wrote before is read: until then nothing is known of them and of pipelines. */
  readonly isCaughtUp: () => boolean;
  readonly workers: () => readonly KnownWorker[];
  readonly pipelines: () => Promise<readonly StandingPipeline[]>;
}

/** Keeps what happens by itself: every replica looks, and each thing is kept once. Returns its end. */
export function startActivityRecorder(options: ActivityRecorderOptions): () => Promise<void> {
  const { database, log, nowMs, isCaughtUp, workers, pipelines } = options;
  const [workerWatch, pipelineWatch] = [createWorkerWatch(), createPipelineWatch()];
  /** What was seen and is not kept yet: Postgres may be away for a while. */
  let seen: readonly NewEvent[] = [];
  return repeat(WATCH_MS, log, 'activity not recorded', async () => {
    if (isCaughtUp()) {
      seen = [...seen, ...workerWatch.look(workers(), nowMs())].slice(-MAX_UNKEPT);
      seen = [...seen, ...pipelineWatch.look(await pipelines(), nowMs())].slice(-MAX_UNKEPT);
    }
    await recordEvents(database, seen);
    seen = [];
    await recordRuns(database);
  });
}
