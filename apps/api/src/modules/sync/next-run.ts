import { nextCronTime, type RuleRepository } from '../repositories/index.ts';
import { SyncState, type SyncRun } from './sync-run.entity.ts';

export type Scheduled = Pick<RuleRepository, 'intervalMinutes' | 'cron' | 'createdAt' | 'updatedAt'>;
export type LastRun = Pick<SyncRun, 'state' | 'queuedAt' | 'retryAt'>;

/**
 * When the next run begins by itself: in the past where it is late; null where none does, or where people are asked first. An interval
 * counts from the last run, and begins at once without one; a schedule takes its next time after the last run and the last edit.
 */
export function nextRun(
  { intervalMinutes, cron, createdAt, updatedAt }: Scheduled,
  last: LastRun | null,
): Date | null {
  if (last?.state === SyncState.NEEDS_CONFIRMATION) return null;
  const time = (): Date | null => {
    if (cron !== null) return nextCronTime(cron, latest(last?.queuedAt ?? createdAt, updatedAt));
    if (intervalMinutes === null) return null;
    return last === null ? createdAt : new Date(last.queuedAt.getTime() + intervalMinutes * 60_000);
  };
  const next = time();
  return next === null ? null : latest(next, last?.retryAt ?? next);
}

function latest(left: Date, right: Date): Date {
  return left > right ? left : right;
}
