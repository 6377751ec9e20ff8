import type { Logger } from '@sluice/runtime';
import { z } from 'zod';
import { defineJob, implementJob, type JobImplementation } from '../../queues/job.ts';
import { systemActor } from '../audit/index.ts';
import type { ReconcileService } from './reconcile.service.ts';

/** At night for most who see to it, in UTC. */
export const RECONCILE_TIMES = '30 2 * * *';

export const reconcile = defineJob({ name: 'reconcile', payload: z.object({}) });

/** Sees that Kafka holds the configuration as Postgres does, and mends it. */
export function implementReconcile(reconciler: ReconcileService, log: Logger): JobImplementation {
  return implementJob(reconcile, async () => {
    const { compared, differences, revision } = await reconciler.reconcile(systemActor('reconcile'));
    if (differences.length === 0) log.info({ compared }, 'the configuration in Kafka is as it should be');
    else
      log.warn(
        { compared, differing: differences.length, revision },
        'the configuration in Kafka was mended',
      );
  });
}
