import { z } from 'zod';
import { defineJob, implementJob, type JobImplementation } from '../../queues/job.ts';
import type { CatalogueService } from './catalogue.service.ts';

const actor = z.object({
  userId: z.string().nullable(),
  name: z.string(),
  address: z.string().nullable(),
  requestId: z.string().nullable(),
});

/** Asks the url of the catalogue now. */
export const syncAttackCatalogue = defineJob({
  name: 'sync-attack-catalogue',
  payload: z.object({ actor }),
  isLong: true,
});

/** Asks it where the time has come. */
export const attackCatalogueDue = defineJob({ name: 'attack-catalogue-due', payload: z.object({}) });

export const CATALOGUE_DUE_INTERVAL_MS = 15 * 60 * 1000;

export function implementCatalogueJobs(
  catalogue: Pick<CatalogueService, 'sync' | 'syncIfDue'>,
): readonly JobImplementation[] {
  return [
    implementJob(syncAttackCatalogue, (payload) => catalogue.sync(payload.actor)),
    implementJob(attackCatalogueDue, () => catalogue.syncIfDue()),
  ];
}
