import { z } from 'zod';
import { defineJob, implementJob, type JobImplementation } from '../../queues/job.ts';
import type { SyncService } from './sync.service.ts';

/** Does one run. Its id is that of the run's attempt: the job of a process that died may be there still. */
export const syncRepository = defineJob({
  name: 'sync-repository',
  payload: z.object({ runId: z.uuid() }),
  isLong: true,
});

/** Sees whether runs are due, and whether some were left by a crash. */
export const syncDue = defineJob({ name: 'sync-due', payload: z.object({}) });

/** A run begins at most so long after its time. */
export const SYNC_DUE_INTERVAL_MS = 5_000;

export function implementSyncJobs(
  runSync: (runId: string) => Promise<void>,
  sync: Pick<SyncService, 'startDue' | 'recover'>,
): readonly JobImplementation[] {
  return [
    implementJob(syncRepository, ({ runId }) => runSync(runId)),
    implementJob(syncDue, async () => {
      await sync.recover();
      await sync.startDue();
    }),
  ];
}
