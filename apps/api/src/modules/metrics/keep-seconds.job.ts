import { z } from 'zod';
import { defineJob, implementJob, type JobImplementation } from '../../queues/job.ts';
import type { MetricsService } from './metrics.service.ts';

/** As long as a table of seconds holds: one goes as another one comes. */
export const KEEP_SECONDS_INTERVAL_MS = 5 * 60_000;

export const keepSeconds = defineJob({ name: 'keep-seconds', payload: z.object({}) });

/** Seconds are kept for minutes: housekeeping, once an hour, would come too late. */
export function implementKeepSeconds(metrics: MetricsService): JobImplementation {
  return implementJob(keepSeconds, async () => {
    await metrics.keepSeconds();
  });
}
