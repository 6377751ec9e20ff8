import { expect, it } from 'vitest';
import { nextRun, type LastRun, type Scheduled } from './next-run.ts';
import { SyncState } from './sync-run.entity.ts';

const at = (time: string): Date => new Date(`2026-11-21T${time}:00Z`);
const none: Scheduled = {
  intervalMinutes: null,
  cron: null,
  createdAt: at('01:00'),
  updatedAt: at('01:00'),
};
const last: LastRun = { state: SyncState.SUCCEEDED, queuedAt: at('03:10'), retryAt: null };

it('none begins by itself without a schedule', () => {
  expect(nextRun(none, last)).toBeNull();
});

it('an interval counts from the last run, and begins at once without one', () => {
  const hourly = { ...none, intervalMinutes: 60 };
  expect(nextRun(hourly, last)).toEqual(at('04:10'));
  expect(nextRun(hourly, null)).toEqual(at('01:00'));
});

it('a schedule takes the next of its times after the last run, or after it was set', () => {
  const cron = { ...none, cron: '0 * * * *' };
  expect(nextRun(cron, last)).toEqual(at('04:00'));
  expect(nextRun(cron, null)).toEqual(at('02:00'));
  expect(nextRun({ ...cron, updatedAt: at('05:30') }, last)).toEqual(at('06:00'));
});

it.each([{ intervalMinutes: 60 }, { cron: '0 * * * *' }])(
  '%j waits for the host, and for people',
  (schedule) => {
    const repository = { ...none, ...schedule };
    expect(nextRun(repository, { ...last, retryAt: at('09:00') })).toEqual(at('09:00'));
    expect(nextRun(repository, { ...last, state: SyncState.NEEDS_CONFIRMATION })).toBeNull();
  },
);
