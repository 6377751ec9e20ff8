import type { JobImplementation } from '../../queues/job.ts';
import type { JobQueue } from '../../queues/job-queue.ts';
import {
  attackCatalogueDue,
  CATALOGUE_DUE_INTERVAL_MS,
  implementCatalogueJobs,
  syncAttackCatalogue,
} from './catalogue.jobs.ts';
import type { StartCatalogueSync } from './catalogue.resolver.ts';
import type { CatalogueService } from './catalogue.service.ts';

export interface CatalogueJobs {
  /** For the queue. */
  readonly jobs: readonly JobImplementation[];
  readonly startSync: StartCatalogueSync;
  /** Syncs can be started from now on; those whose time has come are. */
  begin(queue: JobQueue): Promise<void>;
}

/** Builds what keeps the catalogue of ATT&CK up to date. */
export function composeCatalogueJobs(catalogue: CatalogueService): CatalogueJobs {
  const { promise: queued, resolve } = Promise.withResolvers<JobQueue>();
  return {
    jobs: implementCatalogueJobs(catalogue),
    startSync: async (actor) => (await queued).add(syncAttackCatalogue, 'attack-catalogue', { actor }),
    async begin(queue) {
      resolve(queue);
      await queue.every(attackCatalogueDue, CATALOGUE_DUE_INTERVAL_MS, {});
    },
  };
}
