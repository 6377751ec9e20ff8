import type { Logger } from '@sluice/runtime';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { defineJob, implementJob, type JobImplementation } from '../../queues/job.ts';
import type { ActivityService } from '../activity/index.ts';
import type { AuditService } from '../audit/index.ts';
import type { AuthService } from '../auth/index.ts';
import type { DetectionService } from '../detections/index.ts';
import type { MetricsService } from '../metrics/index.ts';
import type { PipelineService } from '../pipelines/index.ts';
import type { SettingsService } from '../settings/index.ts';
import type { ShadowMatchService } from '../shadow-matches/index.ts';

/** Published revisions are kept this long, for people who look into what happened. */
const KEEP_REVISIONS_DAYS = 7;

export const HOUSEKEEPING_INTERVAL_MS = 3600 * 1000;

export interface HousekeepingParts {
  readonly database: DataSource;
  readonly audit: AuditService;
  readonly activity: ActivityService;
  readonly detections: DetectionService;
  readonly shadowMatches: ShadowMatchService;
  /** Read at each run. */
  readonly settings: SettingsService;
  readonly metrics: MetricsService;
  readonly auth: AuthService;
  readonly pipelines: PipelineService;
  readonly log: Logger;
}

export const housekeeping = defineJob({ name: 'housekeeping', payload: z.object({}) });

/**
 * Deletes what has served its time: expired sessions, failed logins of long ago and old published revisions. Keeps the positions of disabled
 * pipelines.
 */
export function implementHousekeeping({
  database,
  audit,
  activity,
  detections,
  shadowMatches,
  settings,
  metrics,
  auth,
  pipelines,
  log,
}: HousekeepingParts): JobImplementation {
  return implementJob(housekeeping, async () => {
    const { values } = await settings.read();
    const parts: Readonly<Record<string, () => Promise<unknown>>> = {
      sessions: () => auth.removeExpired(),
      revisions: () =>
        database.query(
          `DELETE FROM outbox_revisions WHERE published_at < now() - make_interval(days => $1)`,
          [KEEP_REVISIONS_DAYS],
        ),
      auditEntries: () => audit.removeOld(values.auditRetentionDays),
      detectionDays: () => detections.keepPartitions(values.detectionRetentionDays),
      shadowMatches: () => shadowMatches.removeOld(values.detectionRetentionDays),
      activityEvents: () => activity.removeOld(values.activityRetentionDays),
      metricsParts: () => metrics.keepPartitions(),
      positions: () => pipelines.keepPositions(),
    };
    const done: Record<string, unknown> = {};
    const failures: unknown[] = [];
    for (const [part, work] of Object.entries(parts)) {
      try {
        done[part] = await work();
      } catch (error) {
        failures.push(error);
        log.warn({ err: error, part }, 'housekeeping of a part failed; the others go on');
      }
    }
    log.info(done, 'housekeeping done');
    if (failures.length > 0) throw new AggregateError(failures, 'a part of housekeeping failed');
  });
}
