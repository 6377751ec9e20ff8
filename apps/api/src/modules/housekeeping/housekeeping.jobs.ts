import type { Logger } from '@sluice/runtime';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { defineJob, implementJob, type JobImplementation } from '../../queues/job.ts';
import type { AuthService } from '../auth/index.ts';

/** Published revisions are kept this long, for people who look into what happened. */
const KEEP_REVISIONS_DAYS = 7;

export const HOUSEKEEPING_INTERVAL_MS = 3600 * 1000;

export const housekeeping = defineJob({ name: 'housekeeping', payload: z.object({}) });

/** Deletes what has served its time: expired sessions and old published revisions. */
export function implementHousekeeping(
  database: DataSource,
  auth: AuthService,
  log: Logger,
): JobImplementation {
  return implementJob(housekeeping, async () => {
    const sessions = await auth.removeExpiredSessions();
    await database.query(
      `DELETE FROM outbox_revisions WHERE published_at < now() - make_interval(days => $1)`,
      [KEEP_REVISIONS_DAYS],
    );
    log.info({ sessions }, 'housekeeping done');
  });
}
